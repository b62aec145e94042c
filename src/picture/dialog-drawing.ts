import type { Dialog } from '../knowledge/dialog-schema.ts';
import type { Language } from '../message/message.ts';
import type { DialogSpec } from '../message/picture.ts';
import { text } from '../message/text.ts';
import { dialogScreen } from './dialog-screen.ts';
import { outline, row, type Drawing, type Shape } from './drawing.ts';
import { fill, type Say } from './fill.ts';
import { COLOUR } from './look.ts';
import { numbering } from './marks.ts';
import { note, sheet, SHEET_ROOM } from './sheet.ts';

/** A dialog of a mail program with the person's values in it and red frames where they have to act. */
export function drawDialog(spec: DialogSpec, dialog: Dialog, language: Language, say: Say): Drawing {
  const { client, numbers } = spec;
  const filled = fill(spec, language, say);
  const parts = { filled, client, numberOf: numbering(dialog, spec), background: COLOUR.face, gutter: false };
  const screens = dialog.screens.map((screen) => dialogScreen(screen, SHEET_ROOM, parts));
  const ownNumbers = numbers === null || dialog.numbers === 'own';
  return sheet([
    ...screens.flatMap((screen, index) => (index === 0 ? [screen] : [downwards(), screen])),
    note(say(text(ownNumbers ? 'picture:note.own-numbers' : 'picture:note.step-numbers'))),
  ]);
}

/** From one screen to the next. */
function downwards(): Shape {
  const arrow = outline({ width: 24, height: 16 }, 'M1 1 H23 L12 15 Z', { fill: COLOUR.mark });
  return row({ width: SHEET_ROOM, justifyContent: 'center', padding: '5px 0' }, [arrow]);
}
