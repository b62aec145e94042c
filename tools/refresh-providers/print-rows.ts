import type { Provider } from '../../src/knowledge/schema.ts';

/** The text of data/providers.json: a field a line, a route a line, so that a change of one value is one line of a diff. */
export function printRows(rows: readonly Provider[]): string {
  return `[\n${rows.map(printRow).join(',\n')}\n]\n`;
}

function printRow(row: Provider): string {
  const fields = Object.entries(row).map(([name, value]) =>
    name === 'routes' && row.routes.length > 0
      ? `    "routes": [\n${row.routes.map((route) => `      ${inline(route)}`).join(',\n')}\n    ]`
      : `    ${JSON.stringify(name)}: ${inline(value)}`,
  );
  return `  {\n${fields.join(',\n')}\n  }`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${inline(inner)}`);
  return `{${fields.join(', ')}}`;
}
