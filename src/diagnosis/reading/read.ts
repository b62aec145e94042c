import { isIP } from 'node:net';
import { answerByIntent, type Answers, answersOf, intentsOf, unknownAnswers } from './answers.ts';
import { type FoundError, readError } from './error-reading.ts';
import { findHosts, type HostHit } from './hosts.ts';
import { languageOf } from './language.ts';
import { readNames, type NamesRead } from './names.ts';
import { bareMessage, findPhrases, type PhraseHit } from './phrase-hits.ts';
import { proseOf } from './prose.ts';
import { readable } from './readable.ts';
import type { ReadingKnowledge } from './reading-knowledge.ts';
import type { ErrorReading, NamedServer, QuestionId, Reading } from './reading.ts';
import { readSelfCheck } from './self-check/read-self-check.ts';
import { chooseServers, toMailPort } from './servers.ts';
import { blank } from './span.ts';
import { findTopic } from './topic.ts';
import { visible } from './visible.ts';

/** What is known when a message is read: the question that is open, and the language the conversation is in. */
export type ReadingContext = { pending: QuestionId | null; knowledge: ReadingKnowledge; language: 'ja' | 'en' };

/** Longest free text that is kept as the name of a line. */
const FREE_TEXT_LIMIT = 60;

/**
 * Reads one message of a person, in Japanese, English or both, as facts. Pure; takes time linear in the length of the text, and
 * reads no more of it than `readable` gives; never throws. Secrets are masked first, so that nothing that is returned holds one.
 */
export function read(text: string, context: ReadingContext): Reading {
  const { pending, knowledge } = context;
  const { phrases } = knowledge;
  const { text: safe, secret, masked, cut } = readable(text, phrases);
  const selfCheck = readSelfCheck(safe, phrases);
  const error = isBareName(safe, phrases) ? null : errorOf(safe, knowledge, selfCheck !== null);
  const pasted = selfCheck ? [{ start: 0, end: safe.length }] : (error?.spans ?? []);
  const prose = proseOf(safe, pasted, phrases);
  const hosts = findHosts(prose, phrases, pending === 'server');
  const words = blank(prose, hosts);
  const answered = findPhrases(words, phrases, pending).some(({ phrase }) => phrase.answer);
  const topic = findTopic(words, knowledge, pending === null && !answered);
  const told = topic ? blank(words, [topic.span]) : words;
  const names = readNames(told, knowledge);
  const hits = findPhrases(told, phrases, pending);
  const intents = intentsOf(hits);
  const servers = serversOf(safe, prose, hosts, selfCheck ? null : error, context);
  const answers = gather({ told, names, hits, error, servers, context });
  return {
    language:
      languageOf(blank(words, names.places), phrases) ?? (error || selfCheck ? languageOf(safe, phrases) : null),
    languageWish: hits.findLast(({ phrase }) => phrase.languageWish)?.phrase.languageWish ?? null,
    servers,
    answers,
    error: error?.reading ?? freeError(safe, pending, { answers, intents, topic: topic?.id ?? null, servers }),
    selfCheck,
    topic: topic?.id ?? null,
    intents,
    secret,
    cut,
    redacted: masked ? safe : text.toWellFormed(),
  };
}

/** The message is a server's name and nothing else: words inside the name ("expired.example") tell of no error. */
function isBareName(text: string, phrases: ReadingKnowledge['phrases']): boolean {
  const bare = text.trim();
  return findHosts(bare, phrases, true).some(({ start, end }) => start === 0 && end === bare.length);
}

function errorOf(text: string, knowledge: ReadingKnowledge, isSelfCheck: boolean): FoundError | null {
  const error = readError(text, knowledge);
  return isSelfCheck ? repliesOnly(error) : error;
}

/** In the output of a connection test only a refusal by the server is an error of its own; the rest is the test's result. */
function repliesOnly(error: FoundError | null): FoundError | null {
  return error?.reading.reply && error.reading.reply.code >= 400 ? error : null;
}

/** The servers in the person's own words, else the one that the error names, else one named on the way to the error. */
function serversOf(
  safe: string,
  prose: string,
  hosts: HostHit[],
  error: FoundError | null,
  context: ReadingContext,
): NamedServer[] {
  const { pending, knowledge } = context;
  const asked = pending === 'server';
  const own = error && !asked ? hosts.filter((hit) => hit.kind !== 'mail-address') : hosts;
  const named = chooseServers(prose, own, knowledge.phrases, asked);
  if (named.length > 0 || !error) return named;
  const { host, port, relayed, reply } = error.reading;
  if (host) return [{ target: host, kind: isIP(host) === 0 ? 'host' : 'ip', port: toMailPort(port) }];
  // A server further on has answered: what is named on the way to it is no server of the person's.
  if (relayed && reply) return [];
  const before = safe.slice(0, Math.min(...error.spans.map(({ start }) => start)));
  const hits = findHosts(before, knowledge.phrases, false).filter((hit) => hit.kind !== 'mail-address' && !hit.web);
  return chooseServers(before, hits, knowledge.phrases, false);
}

type Told = {
  told: string;
  names: NamesRead;
  hits: PhraseHit[];
  error: FoundError | null;
  servers: NamedServer[];
  context: ReadingContext;
};

/** All answers of a message; what is said in so many words wins over what follows from "yes" or from an error text. */
function gather({ told, names, hits, error, servers, context }: Told): Answers {
  const { pending, knowledge } = context;
  const { phrases } = knowledge;
  const port = servers.find((server) => server.port !== null)?.port ?? toMailPort(error?.reading.port ?? null);
  const answers: Answers = {
    ...(error?.encryption ? { encryption: error.encryption } : {}),
    ...(port === null ? {} : { port: String(port) }),
    ...unknownAnswers(told, hits, pending, phrases),
    ...answerByIntent(intentsOf(hits), pending, phrases),
    ...(names.switchedLine ? { change: 'line' } : {}),
    ...answersOf(hits),
    ...(names.client ? { client: names.client } : {}),
    ...(names.line ? { line: names.line } : {}),
  };
  if (pending === 'server' && servers.length > 0) delete answers.server;
  const empty =
    hits.length === 0 &&
    names.places.length === 0 &&
    servers.length === 0 &&
    !error &&
    Object.keys(answers).length === 0;
  const bare = empty ? bareMessage(told, phrases) : '';
  if (pending === 'line' && bare !== '') answers.line = visible(bare, FREE_TEXT_LIMIT);
  if (pending === 'client' && isName(bare)) answers.client = 'other';
  return answers;
}

/** The name of something, not a sentence: short, and without the letters that Japanese grammar is written in. */
function isName(text: string): boolean {
  return (
    /^[\p{L}\p{N}][\p{L}\p{N} .!_-]{1,29}$/u.test(text) &&
    !/\p{Script=Hiragana}/u.test(text) &&
    text.split(' ').length <= 3
  );
}

/** An error was asked for and nothing else was told: the text is the error, if an unknown one. */
function freeError(
  text: string,
  pending: QuestionId | null,
  rest: Pick<Reading, 'answers' | 'intents' | 'topic' | 'servers'>,
): ErrorReading | null {
  const says = Object.keys(rest.answers).length + rest.intents.length + rest.servers.length > 0 || rest.topic !== null;
  if (pending !== 'error' || says || text.length < 4) return null;
  return {
    signature: null,
    class: 'other',
    reply: null,
    stage: null,
    relayed: false,
    explanation: [],
    causes: [],
    host: null,
    port: null,
    excerpt: visible(text),
  };
}
