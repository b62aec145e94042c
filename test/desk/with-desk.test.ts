import { describe, expect, it } from 'vitest';
import { questionMessage } from '../../src/conversation/messages/question-message.ts';
import { begin } from '../../src/conversation/begin.ts';
import { readDesk } from '../../src/desk/desk-file.ts';
import { NO_DESK_KNOWLEDGE } from '../../src/desk/knowledge/desk-knowledge.ts';
import { withDesk } from '../../src/desk/knowledge/with-desk.ts';
import { withDeskWords } from '../../src/desk/knowledge/with-desk-words.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { WHOLE_DESK } from './desk-files.ts';

const base = loadKnowledge();
const own = readDesk(WHOLE_DESK).desk?.knowledge ?? expect.fail('a good desk file');

describe('the knowledge with a desk', () => {
  const { engine } = withDesk(base, own);

  it.each([
    ['client', 'はとメール', 'Hato Mail'],
    ['line', '大阪支社', 'Osaka office'],
  ] as const)('offers what the desk added first: %s', (question, ja, en) => {
    const desk = { name: null, contact: null, reachable: false };
    const message = questionMessage(question, begin('C1', 'ja'), { ...engine, desk });
    const translator = createTranslator(withDeskWords(RESOURCES, own));
    expect(translator.document('ja', message).question?.choices[0]?.label).toBe(ja);
    expect(translator.document('en', message).question?.choices[0]?.label).toBe(en);
  });

  it('weighs evidence for the causes of the desk, too', () => {
    expect(engine.diagnosis.likelihoods.get('change')?.get('place')?.likelihood.at(-1)).toBe(0.99);
  });

  it('leaves the knowledge and the texts of the bot as they were', () => {
    const { causes, clients, lines, questions } = loadKnowledge().engine.diagnosis;
    expect(base.engine.diagnosis).toMatchObject({ causes, clients, lines, questions });
    expect(createTranslator(RESOURCES).has('ja', 'cause:proxy-blocks-mail.name')).toBe(false);
  });

  it('that knows nothing is the knowledge of the bot', () => {
    expect(withDesk(base, NO_DESK_KNOWLEDGE).engine.diagnosis.causes).toEqual(base.engine.diagnosis.causes);
    expect(withDeskWords(RESOURCES, NO_DESK_KNOWLEDGE)).toEqual(RESOURCES);
  });
});
