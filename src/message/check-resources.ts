import enConversation from '../../locales/en/conversation.json' with { type: 'json' };
import enError from '../../locales/en/error.json' with { type: 'json' };
import enFinding from '../../locales/en/finding.json' with { type: 'json' };
import enProbe from '../../locales/en/probe.json' with { type: 'json' };
import enTerminal from '../../locales/en/terminal.json' with { type: 'json' };
import jaConversation from '../../locales/ja/conversation.json' with { type: 'json' };
import jaError from '../../locales/ja/error.json' with { type: 'json' };
import jaFinding from '../../locales/ja/finding.json' with { type: 'json' };
import jaProbe from '../../locales/ja/probe.json' with { type: 'json' };
import jaTerminal from '../../locales/ja/terminal.json' with { type: 'json' };

/** The texts that `op25b check` prints; it starts in a fraction of a second because it loads no others. */
export const CHECK_RESOURCES = {
  en: { conversation: enConversation, error: enError, finding: enFinding, probe: enProbe, terminal: enTerminal },
  ja: { conversation: jaConversation, error: jaError, finding: jaFinding, probe: jaProbe, terminal: jaTerminal },
};
