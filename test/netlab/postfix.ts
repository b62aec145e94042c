import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabCertificate } from './certificate.ts';
import { MAIL_DOMAIN, MAIL_HOST } from './topology.ts';

/** The one account: mail may be handed in with it on 587 and 465. */
export const ACCOUNT = { user: `taro@${MAIL_DOMAIN}`, password: 'lab-only' } as const;

export type Postfix = {
  /** Everything Postfix has logged so far. */
  log(): string;
  stop(): void;
};

/** Starts Debian's Postfix in a namespace from a configuration of its own under `folder`; the system's own is not touched. */
export function startPostfix(namespace: string, folder: string, certificate: LabCertificate): Postfix {
  const config = join(folder, 'postfix');
  const logFile = join(folder, 'postfix.log');
  // Postfix drops its rights and must still reach its queue.
  chmodSync(folder, 0o755);
  mkdirSync(join(config, 'sasl'), { recursive: true });
  const owner = postfixUser();
  const accounts = join(folder, 'sasldb2');
  for (const name of ['queue', 'data']) mkdirSync(join(folder, name));
  chownSync(join(folder, 'data'), owner, 0);
  writeFileSync(join(config, 'main.cf'), mainCf(folder, logFile, certificate));
  writeFileSync(join(config, 'master.cf'), MASTER_CF);
  addAccount(accounts, owner);
  // Debian's Cyrus library reads this place, whatever cyrus_sasl_config_path says.
  writeFileSync(
    join(config, 'sasl', 'smtpd.conf'),
    `pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: ${accounts}\nmech_list: PLAIN LOGIN\n`,
  );
  const postfix = (...words: string[]): void => {
    execFileSync('ip', ['netns', 'exec', namespace, 'postfix', '-c', config, ...words], { stdio: 'pipe' });
  };
  postfix('start');
  return {
    log: () => readFileSync(logFile, 'utf8'),
    stop: () => {
      try {
        postfix('stop');
      } catch {
        // It is not running; whatever is left of it ends with its namespace.
      }
    },
  };
}

/** The user that Postfix's daemons become; Debian's package makes it. */
function postfixUser(): number {
  return Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' }));
}

function addAccount(database: string, owner: number): void {
  const [user, domain] = ACCOUNT.user.split('@');
  if (user === undefined || domain === undefined) throw new Error('the lab account needs user@domain');
  execFileSync('saslpasswd2', ['-p', '-c', '-f', database, '-u', domain, user], {
    input: ACCOUNT.password,
    stdio: 'pipe',
  });
  chownSync(database, owner, 0);
}

function mainCf(folder: string, logFile: string, certificate: LabCertificate): string {
  const settings = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    maillog_file: logFile,
    maillog_file_prefixes: folder,
    myhostname: MAIL_HOST,
    mydomain: MAIL_DOMAIN,
    mydestination: MAIL_DOMAIN,
    local_recipient_maps: '',
    local_transport: 'discard:',
    alias_maps: '',
    inet_interfaces: 'all',
    inet_protocols: 'all',
    smtpd_tls_cert_file: certificate.chain,
    smtpd_tls_key_file: certificate.key,
    smtpd_tls_security_level: 'may',
    smtpd_sasl_type: 'cyrus',
    smtpd_sasl_path: 'smtpd',
    smtpd_sasl_security_options: 'noanonymous',
    smtpd_relay_restrictions: 'permit_sasl_authenticated, reject_unauth_destination',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/** No service runs in a chroot: the lab has none laid out. Submission and smtps are as Debian's own file proposes them. */
const MASTER_CF = `
smtp      inet  n       -       n       -       -       smtpd
submission inet n       -       n       -       -       smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_tls_auth_only=yes
smtps     inet  n       -       n       -       -       smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
pickup    unix  n       -       n       60      1       pickup
cleanup   unix  n       -       n       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
tlsmgr    unix  -       -       n       1000?   1       tlsmgr
rewrite   unix  -       -       n       -       -       trivial-rewrite
bounce    unix  -       -       n       -       0       bounce
defer     unix  -       -       n       -       0       bounce
trace     unix  -       -       n       -       0       bounce
verify    unix  -       -       n       -       1       verify
proxymap  unix  -       -       n       -       -       proxymap
discard   unix  -       -       n       -       -       discard
error     unix  -       -       n       -       -       error
retry     unix  -       -       n       -       -       error
anvil     unix  -       -       n       -       1       anvil
scache    unix  -       -       n       -       1       scache
postlog   unix-dgram n  -       n       -       1       postlogd
`;
