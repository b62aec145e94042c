import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of PEM files. `chain`: the server's certificate; `ca`: the authority to be trusted. */
export type LabCertificate = { ca: string; key: string; chain: string };

const DAYS = '2';

/** Makes a certificate authority and a server certificate (EC P-256, as public ones mostly are) for these names. */
export function makeCertificate(folder: string, names: string[]): LabCertificate {
  const path = (file: string): string => join(folder, file);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    DAYS,
    '-subj',
    '/CN=Mail lab authority',
  );
  openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${names[0]}`);
  writeFileSync(path('server.ext'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`);
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', DAYS, '-extfile', 'server.ext'];
  openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...signing);
  return { ca: path('ca.pem'), key: path('server.key'), chain: path('server.pem') };
}
