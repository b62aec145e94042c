import { expect, it } from 'vitest';
import { answerForm } from '../../../src/adapters/discord/form.ts';
import { render } from '../../../src/adapters/discord/render.ts';
import type { QuestionId } from '../../../src/conversation/types.ts';
import { LANGUAGES, type Language, type Message } from '../../../src/message/message.ts';
import { goodReport } from '../../conversation/reports.ts';
import { Talk } from '../../conversation/talk.ts';
import { checkMessage, checkModal, COMPONENTS_V2 } from '../../fakes/discord/check-body.ts';
import { record } from '../../fakes/discord/json.ts';
import { translator } from './stand.ts';

const ANSWERS: Partial<Record<QuestionId, string>> = {
  client: 'thunderbird',
  port: '25',
  error: 'none',
  receive: 'works',
  change: 'line',
  'self-check': 'skip',
};

/** A case that OP25B explains: asked, checked, answered, not solved, and given to the desk. */
function wholeCase(language: Language): Message[] {
  const talk = new Talk({ language, report: goodReport, deskReachable: true });
  talk.do({ type: 'started' });
  talk.say('smtp.good.example');
  for (let question = talk.conversation.pending; question !== null; question = talk.conversation.pending) {
    if (question === 'worked') break;
    talk.do({ type: 'answered', question, value: ANSWERS[question] ?? 'unknown' });
  }
  talk.do({ type: 'commanded', command: 'hand-off' });
  return talk.effects.flatMap((effect) => ('message' in effect ? [effect.message] : []));
}

it.each(LANGUAGES)('shows a whole case in %s as it is kept', async (language) => {
  const shown = wholeCase(language).flatMap((message) => {
    const document = translator.document(language, message);
    return render(document, { conversation: '7K3M9-QX2DP', language, translator });
  });
  for (const components of shown) checkMessage({ flags: COMPONENTS_V2, components });
  await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot(`golden/case.${language}.json`);
});

it.each(LANGUAGES)('opens its forms in %s as they are kept', async (language) => {
  const forms = (['error', 'server'] as const).map((question) =>
    answerForm({ conversation: '7K3M9-QX2DP', question, language }, { translator }),
  );
  for (const form of forms) checkModal(record(form));
  await expect(`${JSON.stringify(forms, null, 2)}\n`).toMatchFileSnapshot(`golden/forms.${language}.json`);
});
