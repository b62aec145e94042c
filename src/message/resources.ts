import enCause from '../../locales/en/cause.json' with { type: 'json' };
import enClients from '../../locales/en/clients.json' with { type: 'json' };
import enConversation from '../../locales/en/conversation.json' with { type: 'json' };
import enDesk from '../../locales/en/desk.json' with { type: 'json' };
import enDiscord from '../../locales/en/discord.json' with { type: 'json' };
import enError from '../../locales/en/error.json' with { type: 'json' };
import enEvidence from '../../locales/en/evidence.json' with { type: 'json' };
import enExplanation from '../../locales/en/explanation.json' with { type: 'json' };
import enFact from '../../locales/en/fact.json' with { type: 'json' };
import enFinding from '../../locales/en/finding.json' with { type: 'json' };
import enHost from '../../locales/en/host.json' with { type: 'json' };
import enLine from '../../locales/en/line.json' with { type: 'json' };
import enPicture from '../../locales/en/picture.json' with { type: 'json' };
import enProbe from '../../locales/en/probe.json' with { type: 'json' };
import enProvider from '../../locales/en/provider.json' with { type: 'json' };
import enQuestion from '../../locales/en/question.json' with { type: 'json' };
import enRemedy from '../../locales/en/remedy.json' with { type: 'json' };
import enSlack from '../../locales/en/slack.json' with { type: 'json' };
import enTerminal from '../../locales/en/terminal.json' with { type: 'json' };
import jaCause from '../../locales/ja/cause.json' with { type: 'json' };
import jaClients from '../../locales/ja/clients.json' with { type: 'json' };
import jaConversation from '../../locales/ja/conversation.json' with { type: 'json' };
import jaDesk from '../../locales/ja/desk.json' with { type: 'json' };
import jaDiscord from '../../locales/ja/discord.json' with { type: 'json' };
import jaError from '../../locales/ja/error.json' with { type: 'json' };
import jaEvidence from '../../locales/ja/evidence.json' with { type: 'json' };
import jaExplanation from '../../locales/ja/explanation.json' with { type: 'json' };
import jaFact from '../../locales/ja/fact.json' with { type: 'json' };
import jaFinding from '../../locales/ja/finding.json' with { type: 'json' };
import jaHost from '../../locales/ja/host.json' with { type: 'json' };
import jaLine from '../../locales/ja/line.json' with { type: 'json' };
import jaPicture from '../../locales/ja/picture.json' with { type: 'json' };
import jaProbe from '../../locales/ja/probe.json' with { type: 'json' };
import jaProvider from '../../locales/ja/provider.json' with { type: 'json' };
import jaQuestion from '../../locales/ja/question.json' with { type: 'json' };
import jaRemedy from '../../locales/ja/remedy.json' with { type: 'json' };
import jaSlack from '../../locales/ja/slack.json' with { type: 'json' };
import jaTerminal from '../../locales/ja/terminal.json' with { type: 'json' };

/** All texts, by language and namespace (a file each). Bundled by import: no path or loading order can go wrong. */
export const RESOURCES = {
  en: {
    cause: enCause,
    clients: enClients,
    conversation: enConversation,
    desk: enDesk,
    discord: enDiscord,
    error: enError,
    evidence: enEvidence,
    explanation: enExplanation,
    fact: enFact,
    finding: enFinding,
    host: enHost,
    line: enLine,
    picture: enPicture,
    probe: enProbe,
    provider: enProvider,
    question: enQuestion,
    remedy: enRemedy,
    slack: enSlack,
    terminal: enTerminal,
  },
  ja: {
    cause: jaCause,
    clients: jaClients,
    conversation: jaConversation,
    desk: jaDesk,
    discord: jaDiscord,
    error: jaError,
    evidence: jaEvidence,
    explanation: jaExplanation,
    fact: jaFact,
    finding: jaFinding,
    host: jaHost,
    line: jaLine,
    picture: jaPicture,
    probe: jaProbe,
    provider: jaProvider,
    question: jaQuestion,
    remedy: jaRemedy,
    slack: jaSlack,
    terminal: jaTerminal,
  },
};
