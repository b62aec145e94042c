import { plainLines } from '../../src/adapters/terminal/plain-document.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { QuestionId } from '../../src/diagnosis/reading/reading.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { goodReport } from '../conversation/reports.ts';

/**
 * A program: one conversation with the engine of the tree that it lies in. It gives the answers of its first argument
 * (question by question, as JSON), does not know the rest, and prints everything that the bot says in the language of the
 * second. The probe finds the server's name, but no port that the bot's own network lets out.
 */

const [given = '{}', language = 'en'] = process.argv.slice(2);
const answers: Record<string, string> = JSON.parse(given);

/** More questions than this the bot never asks. */
const MOST_QUESTIONS = 25;

const knowledge = loadKnowledge();
const translator = createTranslator(RESOURCES);
const engine = createEngine({ ...knowledge.engine, desk: { name: null, contact: null, reachable: false } });
const spoken = language === 'ja' ? 'ja' : 'en';
let conversation = engine.begin('C000001', spoken);

take({ type: 'filled', answers, text: null });
for (let asked = 0; asked < MOST_QUESTIONS && conversation.pending && conversation.pending !== 'worked'; asked += 1) {
  take({ type: 'answered', question: conversation.pending, value: valueOf(conversation.pending) });
}

function valueOf(question: QuestionId): string {
  return question === 'self-check' ? 'skip' : (answers[question] ?? 'unknown');
}

function take(event: Parameters<typeof engine.step>[1]): void {
  const step = engine.step(conversation, event);
  conversation = step.conversation;
  for (const effect of step.effects) {
    if (effect.type === 'say') {
      process.stdout.write(`${plainLines(translator.document(spoken, effect.message)).join('\n')}\n`);
    }
    if (effect.type === 'probe') {
      const provider = knowledge.providers.byHost(effect.target)?.id ?? null;
      const { dns } = goodReport(effect.target);
      const report = goodReport(effect.target, {
        vantage: { id: 'bot', port25: 'blocked', port465: 'blocked', port587: 'blocked' },
        dns: { ...dns, provider },
        endpoints: [],
        routes: [],
      });
      take({ type: 'probe-finished', probe: effect.probe, report });
    }
  }
}
