import { createEngine, type Engine } from '../conversation/engine.ts';
import type { Dialog } from '../knowledge/dialog-schema.ts';
import { loadKnowledge } from '../knowledge/load-knowledge.ts';
import type { ProviderDirectory } from '../knowledge/provider-directory.ts';
import { RESOURCES } from '../message/resources.ts';
import { createTranslator, type Translator } from '../message/translator.ts';
import { loadCheckedDesk } from './checked-desk.ts';
import { createDenyList, type DenyList } from './deny-list.ts';
import { NO_DESK, type Desk } from './desk.ts';
import type { DeskPerson } from './desk-people.ts';
import { withDesk, type Knowledge } from './knowledge/with-desk.ts';
import { withDeskWords } from './knowledge/with-desk-words.ts';

/**
 * The desk's knowledge as it is now. What it hands out stays the same objects, which speak from the newest good file; who
 * the desk is, who may act there and what it knows follow the file, channels and limits are those of the start.
 */
export type LiveDesk = {
  translator: Translator;
  providers: ProviderDirectory;
  denied: DenyList;
  /** What the dialogs of mail programs look like, for pictures. */
  dialogs: readonly Dialog[];
  /** Who may do what at the desk. */
  people(): readonly DeskPerson[];
  /** @param reachable whether a case can be passed on to the desk on the platform of the conversation */
  engine(reachable: boolean): Engine;
  /**
   * Takes the file as it is now.
   *
   * @throws ConfigError naming what is wrong with it; all stays as it was then
   */
  reload(): void;
};

type Made = { desk: Desk; denied: DenyList; knowledge: Knowledge; translator: Translator };

/**
 * @param file path of the desk file; null: there is none
 * @throws ConfigError naming what is wrong with it
 */
export function createLiveDesk(file: string | null): LiveDesk {
  const base = loadKnowledge();
  let now = load();

  function load(): Made {
    const desk = file === null ? NO_DESK : loadCheckedDesk(file, base);
    return {
      desk,
      denied: createDenyList(desk.deny),
      knowledge: withDesk(base, desk.knowledge),
      translator: createTranslator(withDeskWords(RESOURCES, desk.knowledge)),
    };
  }

  return {
    translator: {
      spans: (language, text) => now.translator.spans(language, text),
      plain: (language, text) => now.translator.plain(language, text),
      document: (language, message) => now.translator.document(language, message),
      has: (language, key) => now.translator.has(language, key),
    },
    providers: {
      byId: (id) => now.knowledge.providers.byId(id),
      byDomain: (domain) => now.knowledge.providers.byDomain(domain),
      byHost: (host) => now.knowledge.providers.byHost(host),
      byMx: (exchange) => now.knowledge.providers.byMx(exchange),
      knownHosts: () => now.knowledge.providers.knownHosts(),
    },
    denied: {
      name: (name) => now.denied.name(name),
      address: (ip) => now.denied.address(ip),
    },
    dialogs: base.engine.dialogs,
    people: () => now.desk.people,
    engine: (reachable) => followingEngine(() => now, reachable),
    reload: () => {
      now = load();
    },
  };
}

/** An engine made anew whenever the knowledge is. */
function followingEngine(made: () => Made, reachable: boolean): Engine {
  let from: Made | null = null;
  let engine: Engine | null = null;
  const current = (): Engine => {
    const latest = made();
    if (engine && from === latest) return engine;
    const { name, contact, hours, knowledge } = latest.desk;
    from = latest;
    engine = createEngine({
      ...latest.knowledge.engine,
      desk: { name, contact, hours, reachable },
      notices: knowledge.notices,
    });
    return engine;
  };
  return {
    begin: (id, language) => current().begin(id, language),
    step: (conversation, event) => current().step(conversation, event),
  };
}
