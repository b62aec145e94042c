/**
 * What a person wrote, without Slack's markup (https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages):
 * links as they were typed, `bot` not mentioned, the three escapes undone.
 */
export function saidText(text: string, bot: string | null): string {
  return text
    .replace(MARKUP, (_whole, sign: string | undefined, target: string, label: string | undefined) => {
      if (sign === '@') return target === bot ? ' ' : `@${label ?? target}`;
      if (sign === '#') return `#${label ?? target}`;
      if (sign === '!') return label ?? '';
      return label ?? target.replace(/^(?:mailto|tel):/, '');
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

const MARKUP = /<([@#!])?([^<>|]+)(?:\|([^<>]*))?>/g;
