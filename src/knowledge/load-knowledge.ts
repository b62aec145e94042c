import { checkVantages } from './check-vantages.ts';
import causeRows from './data/causes.json' with { type: 'json' };
import signatures from './data/error-signatures.json' with { type: 'json' };
import facts from './data/facts.json' with { type: 'json' };
import featureRows from './data/features.json' with { type: 'json' };
import findings from './data/findings.json' with { type: 'json' };
import lines from './data/lines.json' with { type: 'json' };
import phrasesFile from './data/phrases.json' with { type: 'json' };
import questions from './data/questions.json' with { type: 'json' };
import remedies from './data/remedies.json' with { type: 'json' };
import replyMeanings from './data/reply-meanings.json' with { type: 'json' };
import topics from './data/topics.json' with { type: 'json' };
import * as shapes from './diagnosis-schema.ts';
import { errorSignature, replyMeaning } from './error-schema.ts';
import { datedFact } from './fact-schema.ts';
import { tabulateLikelihoods } from './likelihoods.ts';
import { loadProviders } from './load-providers.ts';
import { parseRows } from './parse-rows.ts';
import { phrases } from './phrases-schema.ts';
import { createProviderDirectory } from './provider-directory.ts';
import { readClientFiles } from './read-client-files.ts';
import { readDialogFiles } from './read-dialog-files.ts';
import { client, line, topic } from './schema.ts';

/**
 * The whole knowledge base, checked against its shapes; the parts of it that the engine and the probe take.
 *
 * @throws KnowledgeError naming file and row
 */
export function loadKnowledge() {
  const directory = createProviderDirectory(loadProviders());
  const clients = parseRows('clients', client, readClientFiles());
  const features = parseRows('features.json', shapes.feature, featureRows);
  const causes = parseRows('causes.json', shapes.cause, causeRows);
  checkVantages(causes, features);
  const knownLines = parseRows('lines.json', line, lines);
  return {
    providers: directory,
    engine: {
      dialogs: readDialogFiles(),
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
        facts: parseRows('facts.json', datedFact, facts),
      },
      reading: {
        clients,
        lines: knownLines,
        topics: parseRows('topics.json', topic, topics),
        signatures: parseRows('error-signatures.json', errorSignature, signatures),
        replyMeanings: parseRows('reply-meanings.json', replyMeaning, replyMeanings),
        phrases: phrases.parse(phrasesFile),
      },
    },
  };
}
