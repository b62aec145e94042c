import { expect, it } from 'vitest';
import { answerForm } from '../../../src/adapters/slack/answer-form.ts';
import { caseForm } from '../../../src/adapters/slack/case-form.ts';
import { homeView } from '../../../src/adapters/slack/home-view.ts';
import { render } from '../../../src/adapters/slack/render.ts';
import type { HeldCase } from '../../../src/adapters/adapter.ts';
import type { QuestionId } from '../../../src/conversation/types.ts';
import { LANGUAGES, type Language, type Message } from '../../../src/message/message.ts';
import { goodReport } from '../../conversation/reports.ts';
import { Talk } from '../../conversation/talk.ts';
import { refusalOfBlocks, refusalOfView } from '../../fakes/slack/block-rules.ts';
import { translator } from './desk.ts';

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
  const shown = wholeCase(language).flatMap((message) =>
    render(translator.document(language, message), { conversation: '7K3M9-QX2DP', language, translator }),
  );
  for (const { blocks } of shown) expect(refusalOfBlocks(blocks)).toBeNull();
  await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot(`golden/case.${language}.json`);
});

it.each(LANGUAGES)('opens its forms in %s as they are kept', async (language) => {
  const where = { conversation: '7K3M9-QX2DP', channel: 'C1', thread: '1.0001' };
  const forms = [
    answerForm({ kind: 'answer', language, question: 'error', ...where }, translator),
    caseForm(language, translator),
  ];
  for (const form of forms) expect(refusalOfView(form, 'modal')).toBeNull();
  await expect(`${JSON.stringify(forms, null, 2)}\n`).toMatchFileSnapshot(`golden/forms.${language}.json`);
});

it.each(LANGUAGES)('shows a member of the desk the App Home in %s as it is kept', async (language) => {
  const held = { address: null, touchedAt: 0, language, pending: null } as const;
  const cases: HeldCase[] = [
    {
      ...held,
      conversation: '7K3M9-QX2DP',
      server: 'smtp.good.example',
      cause: 'op25b',
      status: 'closed',
      resolved: true,
    },
    { ...held, conversation: '4T8ZC-0N6WB', server: null, cause: null, status: 'open', resolved: false },
    {
      ...held,
      conversation: 'M1V5H-J9R3K',
      server: 'smtp.example.jp',
      cause: null,
      status: 'handed-off',
      resolved: false,
    },
  ];
  const figures = new Map([
    ['cases:solved', 17],
    ['cases:unsolved', 7],
    ['cases:handed-off', 4],
    ['worked:op25b', 17],
    ['failed:op25b', 7],
  ]);
  const view = homeView({ language, translator, cases, figures });
  expect(refusalOfView(view, 'home')).toBeNull();
  await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot(`golden/home.${language}.json`);
});
