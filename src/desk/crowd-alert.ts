import type { ProbeReport, Subject } from '../conversation/types.ts';
import { paragraph, type Message, type MessageBlock } from '../message/message.ts';
import { endpointText } from '../message/probe-text.ts';
import { text } from '../message/text.ts';

/** What the desk is told when several people report one server or line: how many, and what the bot's own probe says. */
export function crowdAlert(subject: Subject, people: number, report: ProbeReport | null): Message {
  const name = { code: subject.value };
  const blocks: MessageBlock[] = [
    { kind: 'heading', text: text('host:crowd.title') },
    paragraph(
      subject.kind === 'server'
        ? text('host:crowd.server', { people, server: name })
        : text('host:crowd.line', { people, line: name }),
    ),
  ];
  if (report) {
    blocks.push({ kind: 'heading', text: text('host:crowd.probe') });
    blocks.push({ kind: 'list', items: report.endpoints.map(endpointText) });
  } else blocks.push(paragraph(text('host:crowd.no-probe')));
  return { blocks: [...blocks, paragraph(text('host:crowd.told'))] };
}
