import { tabulateLikelihoods } from '../../knowledge/likelihoods.ts';
import { layeredDirectory } from '../../knowledge/layered-directory.ts';
import type { loadKnowledge } from '../../knowledge/load-knowledge.ts';
import { createProviderDirectory } from '../../knowledge/provider-directory.ts';
import type { QuestionRow } from '../../knowledge/diagnosis-schema.ts';
import type { DeskKnowledge } from './desk-knowledge.ts';

export type Knowledge = ReturnType<typeof loadKnowledge>;

/** The knowledge base with what the desk knows on top: its servers are asked first, its lines and clients offered first. */
export function withDesk(base: Knowledge, desk: DeskKnowledge): Knowledge {
  const { diagnosis, reading } = base.engine;
  const providers = layeredDirectory(createProviderDirectory(desk.servers), base.providers);
  const causes = [...diagnosis.causes, ...desk.causes.map(({ cause }) => cause)];
  const clients = [...desk.clients.map(({ client }) => client), ...diagnosis.clients];
  const lines = [...desk.lines.map(({ line }) => line), ...diagnosis.lines];
  const likelihoods =
    desk.causes.length === 0 ? diagnosis.likelihoods : tabulateLikelihoods(causes, diagnosis.features);
  return {
    providers,
    engine: {
      ...base.engine,
      diagnosis: {
        ...diagnosis,
        providers,
        causes,
        likelihoods,
        remedies: [...diagnosis.remedies, ...desk.remedies.map(({ remedy }) => remedy)],
        clients,
        lines,
        questions: diagnosis.questions.map((row) => withChoices(row, desk)),
      },
      reading: { ...reading, clients, lines },
    },
  };
}

function withChoices(row: QuestionRow, desk: DeskKnowledge): QuestionRow {
  const own =
    row.id === 'client'
      ? desk.clients.map(({ client }) => client.id)
      : row.id === 'line'
        ? desk.lines.map(({ line }) => line.id)
        : [];
  return own.length === 0 ? row : { ...row, choices: [...own, ...row.choices] };
}
