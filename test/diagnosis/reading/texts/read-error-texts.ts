import { readdirSync, readFileSync } from 'node:fs';

/** A text as people paste it, and what is to be read from it. */
export type ErrorText = {
  /** Where it comes from: the name of the file. */
  from: string;
  text: string;
  /** null: it is no error. */
  told: { class: string; causes: string[]; reply: string | null; stage: string | null; relayed: boolean } | null;
};

const folder = new URL('./', import.meta.url);

/**
 * The texts of the files beside this one. A line each: class, causes, reply, stage, relayed, text, separated by tabs; `-` is
 * nothing, `\n` a new line. The first line names the columns.
 */
export function readErrorTexts(): ErrorText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) => {
      const [, ...lines] = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
      return lines.map((line) => parseLine(line, name.replace('.tsv', '')));
    });
}

function parseLine(line: string, from: string): ErrorText {
  const [errorClass = '-', causes = '-', reply = '-', stage = '-', relayed = '-', text = ''] = line.split('\t');
  const given = (cell: string) => (cell === '-' ? null : cell);
  return {
    from,
    text: text.replaceAll('\\n', '\n'),
    told:
      errorClass === '-'
        ? null
        : {
            class: errorClass,
            causes: given(causes)?.split(' ') ?? [],
            reply: given(reply),
            stage: given(stage),
            relayed: relayed === 'yes',
          },
  };
}
