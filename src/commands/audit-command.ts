import type { Config } from '../config.ts';
import { audit, operator, type AuditFields } from '../observe/audit.ts';
import { createLogger } from '../observe/logger.ts';

/** Writes the audit line of what a command of the operator did. */
export function auditCommand({ logLevel }: Config, fields: Omit<AuditFields, 'person'>): void {
  audit(createLogger({ level: logLevel }), { ...fields, person: operator() });
}
