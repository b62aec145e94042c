import { CLIENT_FILES } from './client-files.ts';
import causeRows from './data/causes.json' with { type: 'json' };
import signatures from './data/error-signatures.json' with { type: 'json' };
import featureRows from './data/features.json' with { type: 'json' };
import findings from './data/findings.json' with { type: 'json' };
import lines from './data/lines.json' with { type: 'json' };
import phrasesFile from './data/phrases.json' with { type: 'json' };
import questions from './data/questions.json' with { type: 'json' };
import remedies from './data/remedies.json' with { type: 'json' };
import topics from './data/topics.json' with { type: 'json' };
import * as shapes from './diagnosis-schema.ts';
import { tabulateLikelihoods } from './likelihoods.ts';
import { loadProviders } from './load-providers.ts';
import { parseRows } from './parse-rows.ts';
import { phrases } from './phrases-schema.ts';
import { createProviderDirectory } from './provider-directory.ts';
import { client, errorSignature, line, topic } from './schema.ts';

/**
 * The whole knowledge base, checked against its shapes; the parts of it that the engine and the probe take.
 *
 * @throws KnowledgeError naming file and row
 */
export function loadKnowledge() {
  const directory = createProviderDirectory(loadProviders());
  const clients = parseRows('clients', client, CLIENT_FILES);
  const features = parseRows('features.json', shapes.feature, featureRows);
  const causes = parseRows('causes.json', shapes.cause, causeRows);
  const knownLines = parseRows('lines.json', line, lines);
  return {
    providers: directory,
    engine: {
      diagnosis: {
        features,
        causes,
        likelihoods: tabulateLikelihoods(causes, features),
        questions: parseRows('questions.json', shapes.question, questions),
        remedies: parseRows('remedies.json', shapes.remedy, remedies),
        findings: parseRows('findings.json', shapes.finding, findings),
        clients,
        lines: knownLines,
        providers: directory,
      },
      reading: {
        clients,
        lines: knownLines,
        topics: parseRows('topics.json', topic, topics),
        signatures: parseRows('error-signatures.json', errorSignature, signatures),
        phrases: phrases.parse(phrasesFile),
      },
    },
  };
}
