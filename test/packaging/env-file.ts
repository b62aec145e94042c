/** The variables of an env file: `NAME=value` lines, `#` begins a comment line. Throws for any other line. */
export function readEnvFile(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`not NAME=value: ${line}`);
    variables[name] = value;
  }
  return variables;
}

/** Puts values in place of `${NAME}` and `${NAME:?words}`, as Compose does. */
export function fillIn(text: string, variables: Record<string, string>): string {
  return text.replace(/\$\{(?<name>[A-Z][A-Z0-9_]*)(?::\?[^}]*)?\}/g, (_, name: string) => {
    const value = variables[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  });
}
