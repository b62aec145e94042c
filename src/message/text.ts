import type { Param, Text } from './message.ts';
import type Resources from './locale-types.d.ts';

/** Namespaces whose keys are written in code; the compiler holds them and their variables against the locales. */
type CodeNamespace =
  | 'conversation'
  | 'desk'
  | 'discord'
  | 'host'
  | 'picture'
  | 'probe'
  | 'provider'
  | 'slack'
  | 'terminal';
/** Namespaces whose keys are ids of the knowledge base or of findings; a test holds those against the locales. */
type DataNamespace =
  | 'cause'
  | 'clients'
  | 'error'
  | 'evidence'
  | 'explanation'
  | 'fact'
  | 'finding'
  | 'line'
  | 'probe'
  | 'question'
  | 'remedy';

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

type At<T, Path extends string> = Path extends keyof T
  ? T[Path]
  : Path extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? At<T[Head], Rest>
      : never
    : never;

type CodeKeys = { [N in CodeNamespace]: `${N}:${Paths<Resources[N]>}` };
export type CodeKey = CodeKeys[CodeNamespace];
export type DataKey = `${DataNamespace}:${string}`;

type SentenceOf<K extends CodeKey> = K extends `${infer N}:${infer Path}`
  ? N extends CodeNamespace
    ? At<Resources[N], Path>
    : never
  : never;

type VariablesOf<Sentence> = Sentence extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | VariablesOf<Rest>
  : never;

type ParamsOf<K extends CodeKey> = [VariablesOf<SentenceOf<K>>] extends [never]
  ? []
  : [params: Record<VariablesOf<SentenceOf<K>>, Param>];

/** A text whose key is written in code: a wrong key or a missing variable does not compile. */
export function text<K extends CodeKey>(key: K, ...params: ParamsOf<K>): Text {
  const [given] = params;
  return given === undefined ? { key } : { key, params: given };
}

/** A text whose key comes from the knowledge base, for example `cause:op25b.name`. */
export function dataText(key: DataKey, params?: Record<string, Param>): Text {
  return params === undefined ? { key } : { key, params };
}
