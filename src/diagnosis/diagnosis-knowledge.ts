import type { Cause, Feature, FindingRow, QuestionRow, RemedyRow } from '../knowledge/diagnosis-schema.ts';
import type { DatedFact } from '../knowledge/fact-schema.ts';
import type { Likelihoods } from '../knowledge/likelihoods.ts';
import type { Client, Line, Provider } from '../knowledge/schema.ts';

/** The part of the knowledge base that the diagnosis reasons with; loaded outside and passed in. */
export type DiagnosisKnowledge = {
  features: Feature[];
  causes: Cause[];
  likelihoods: Likelihoods;
  questions: QuestionRow[];
  remedies: RemedyRow[];
  findings: FindingRow[];
  clients: Client[];
  lines: Line[];
  /** What holds from a certain day on. */
  facts: DatedFact[];
  providers: {
    byId(id: string): Provider | null;
    byHost(host: string): Provider | null;
    byDomain(domain: string): Provider | null;
  };
};
