import type { Span } from './span.ts';

/** The part of a delivery report that machines read (RFC 3464), pasted as text; the span is that of the fields that tell why. */
export type DeliveryReport = Span & {
  /** RFC 3463 code of the first recipient that failed; null where there is none. */
  status: string | null;
  /** What the Diagnostic-Code field says, without its type, on one line. */
  diagnostic: string | null;
  /** Where its fields stand, those that name servers further on included. */
  fields: Span[];
  /** `smtp`: the diagnostic is the reply of a mail server; other types are the reporting system's own words. */
  diagnosticType: string | null;
};

/** RFC 3464 sections 2.2 and 2.3. */
const FIELD =
  /^(?<name>reporting-mta|remote-mta|dsn-gateway|received-from-mta|arrival-date|original-envelope-id|original-recipient|final-recipient|final-log-id|action|status|diagnostic-code|last-attempt-date|will-retry-until|x-[a-z-]{1,40}): ?(?<value>.{0,1000})/iu;
/** A field goes on over this many lines at most. */
const FOLDED_LINES = 20;

/** The first failure in the report that a text holds; null where the text holds no such fields. */
export function readDeliveryReport(text: string): DeliveryReport | null {
  const fields = fieldsOf(text);
  const statusAt = fields.findIndex(({ name, value }) => name === 'status' && /^[245]\.\d{1,3}\.\d{1,3}/.test(value));
  const aboutRecipient = fields.some(({ name }) => /^(?:final-recipient|diagnostic-code|action)$/.test(name));
  if (statusAt === -1 || !aboutRecipient) return null;
  const failing = fields.findIndex(({ name, value }) => name === 'status' && /^[45]/.test(value));
  const chosen = failing === -1 ? statusAt : failing;
  const status = /^[\d.]{5,11}/.exec(fields[chosen]?.value ?? '')?.[0] ?? null;
  const diagnostics = fields.filter(({ name }) => name === 'diagnostic-code');
  const diagnostic = diagnostics.find(({ start }) => start > (fields[chosen]?.start ?? 0)) ?? diagnostics[0];
  const typed = /^(?<type>[a-z0-9-]{1,40}) ?; ?(?<words>.{0,2000})$/iu.exec(diagnostic?.value ?? '');
  return {
    status,
    diagnostic: typed?.groups?.['words'] ?? diagnostic?.value ?? null,
    diagnosticType: typed?.groups?.['type']?.toLowerCase() ?? null,
    fields: fields.map(({ start, end }) => ({ start, end })),
    start: Math.min(fields[chosen]?.start ?? 0, diagnostic?.start ?? text.length),
    end: Math.max(fields[chosen]?.end ?? 0, diagnostic?.end ?? 0),
  };
}

type Field = Span & { name: string; value: string };

/** Fields in order; a line that is no field goes on with the field before it, up to a blank line. */
function fieldsOf(text: string): Field[] {
  const fields: Field[] = [];
  let at = 0;
  let folded = FOLDED_LINES;
  for (const line of text.split('\n')) {
    const end = at + line.length;
    const match = FIELD.exec(line);
    const last = fields.at(-1);
    if (match?.groups) {
      fields.push({
        name: match.groups['name']?.toLowerCase() ?? '',
        value: match.groups['value'] ?? '',
        start: at,
        end,
      });
      folded = 0;
    } else if (line === '') {
      folded = FOLDED_LINES;
    } else if (last && folded < FOLDED_LINES) {
      folded++;
      last.value += ` ${line}`;
      last.end = end;
    }
    at = end + 1;
  }
  return fields;
}
