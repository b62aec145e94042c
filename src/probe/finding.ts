import type { Finding } from '../diagnosis/probe-report.ts';
import type { FindingCode } from './finding-codes.ts';

/** A remark of the probe. Text from the server goes through `visible` first. */
export function finding(code: FindingCode, args: Finding['args'] = {}): Finding {
  return { code, args };
}
