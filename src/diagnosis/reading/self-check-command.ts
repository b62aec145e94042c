import { LINE_MARK } from './self-check/op25b-line.ts';

/** Takes port 25 from everybody: the public MX of Gmail, which no mail of the person's own depends on. */
export const UNRELATED_HOST = 'gmail-smtp-in.l.google.com';
/** Takes port 587 from everybody: tells a network that blocks mail from a server that blocks this person. */
export const UNRELATED_SUBMISSION_HOST = 'smtp.gmail.com';
/** Answers HTTPS nearly everywhere, so that "no internet at all" can be told. */
export const WEB_HOST = 'www.google.com';

/** Seconds until silence counts as silence: two SYNs lost and a slow line (RFC 6298: 1 s, then 2 s more). */
const CONNECT_SECONDS = 5;
/** Seconds to wait for a greeting after the connection; a greeting may be held back on purpose, then "open" is told without one. */
const GREETING_SECONDS = 4;
const PORTS = [25, 465, 587] as const;
/** Implicit TLS, where the server waits for the client: no greeting to read. */
const SILENT_PORT = 465;

export type SelfCheckOptions = {
  unrelatedHost?: string;
  unrelatedSubmissionHost?: string;
  webHost?: string;
  ports?: readonly number[];
  unrelatedPort?: number;
  unrelatedSubmissionPort?: number;
  webPort?: number;
};

export type SelfCheckShell = 'powershell' | 'sh';

/** The host holds a character that no host name has, so it must not get into a command. */
export class UnsafeHostError extends Error {
  readonly code = 'unsafe-host';
  constructor(host: string) {
    super(
      `"${host.slice(0, 60)}" is no host name for a command; give letters, digits, dots, hyphens and colons only (an IDN in its xn-- form)`,
    );
  }
}

type Target = { label: string; host: string; port: number; greeting: boolean };

/**
 * One line to paste into a shell, that tries the ports of the host, and of hosts that are no concern of the person, all at once,
 * takes at most 10 s, and prints one line that `readSelfCheck` reads: `OP25B1 <host> 25=timeout 465=open 587=open+220 x25=timeout ...`.
 * @throws {UnsafeHostError} for a host with characters other than letters, digits, dots, hyphens and colons.
 */
export function selfCheckCommand(host: string, shell: SelfCheckShell, options: SelfCheckOptions = {}): string {
  const targets = targetsOf(host, options);
  for (const target of targets) assertSafe(target.host);
  return shell === 'sh' ? shCommand(host, targets) : powershellCommand(host, targets);
}

function targetsOf(host: string, options: SelfCheckOptions): Target[] {
  const ports = options.ports ?? PORTS;
  return [
    ...ports.map((port) => ({ label: String(port), host, port, greeting: port !== SILENT_PORT })),
    { label: 'x25', host: options.unrelatedHost ?? UNRELATED_HOST, port: options.unrelatedPort ?? 25, greeting: true },
    {
      label: 'x587',
      host: options.unrelatedSubmissionHost ?? UNRELATED_SUBMISSION_HOST,
      port: options.unrelatedSubmissionPort ?? 587,
      greeting: true,
    },
    { label: 'web', host: options.webHost ?? WEB_HOST, port: options.webPort ?? 443, greeting: false },
  ];
}

function assertSafe(host: string): void {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$|^::1?$/.test(host)) throw new UnsafeHostError(host);
}

/**
 * For bash 3.2 (macOS) and later, which open TCP connections themselves; called by name, since the person's shell may be another.
 * macOS has no `timeout`, so the connections run in the background and those still silent are killed. What became of each is told
 * by bash's own message, which names host and port ("/dev/tcp/host/25: Connection refused").
 */
function shCommand(host: string, targets: readonly Target[]): string {
  const list = targets.map(({ host: to, port, greeting }) => `"${to} ${port}${greeting ? ' g' : ''}"`).join(' ');
  const report = targets.map(({ label, host: to, port }) => `s ${label} ${to} ${port}`).join(';');
  const script = [
    'export LC_ALL=C',
    `t(){ exec 3<>/dev/tcp/$1/$2&&echo "@$1/$2 open"&&[ "$3" ]&&read -r -t ${GREETING_SECONDS} -n 3 g<&3&&echo "@$1/$2 +$g"&&printf "QUIT\\r\\n">&3;}`,
    `o=$({ p=;for a in ${list};do t $a& p="$p $!";done;for i in ${seconds().join(' ')};do sleep 1;kill -0 $p||break;done;kill $p;} 2>&1)`,
    's(){ case "$o" in *"@$2/$3 +"*)r=${o#*"@$2/$3 +"};r=open+${r:0:3};;*"@$2/$3 open"*)r=open;;*"/$2/$3: Connection ref"*)r=refused;;' +
      '*"/$2/$3: Connection res"*)r=reset;;*"/$2/$3: "*nreach*|*"/$2/$3: No route"*)r=unreachable;;*"/$2/$3: Invalid"*)r=dns;;*)r=timeout;;esac;l="$l $1=$r";}',
    `l="${LINE_MARK} ${host}";${report};echo "$l"`,
  ].join(';');
  return `bash -c '${script}'`;
}

/** Rounds of one second that the connections get: to connect, and then to greet. */
function seconds(): number[] {
  return Array.from({ length: CONNECT_SECONDS + 1 }, (_, index) => index + 1);
}

/** For Windows PowerShell 5.1 and later; no modules. A refused port is told apart by the socket's own error code. */
function powershellCommand(host: string, targets: readonly Target[]): string {
  const list = targets
    .map(
      ({ label, host: to, port, greeting }) =>
        `@('${label}','${to}',${port},${greeting ? 1 : 0},'${to.includes(':') ? 'InterNetworkV6' : 'InterNetwork'}')`,
    )
    .join(',');
  return [
    `$r=@(${list})|%{$c=New-Object Net.Sockets.TcpClient([Net.Sockets.AddressFamily]$_[4]);[pscustomobject]@{n=$_[0];g=$_[3];c=$c;b=(New-Object byte[] 3);t=$c.ConnectAsync($_[1],$_[2]);q=$null}}`,
    `try{[void][Threading.Tasks.Task]::WaitAll([Threading.Tasks.Task[]]@($r|%{$_.t}),${CONNECT_SECONDS * 1000})}catch{}`,
    `$w=@($r|?{$_.g -and $_.t.Status -eq 'RanToCompletion'}|%{$_.q=$_.c.GetStream().ReadAsync($_.b,0,3);$_.q})`,
    `try{if($w.Count){[void][Threading.Tasks.Task]::WaitAll([Threading.Tasks.Task[]]$w,${GREETING_SECONDS * 1000})}}catch{}`,
    `$l=$r|%{$i=$_;$s=if($i.t.Status -eq 'RanToCompletion'){'open'}elseif(!$i.t.IsCompleted){'timeout'}else{switch([string]$i.t.Exception.GetBaseException().SocketErrorCode){'ConnectionRefused'{'refused'}'TimedOut'{'timeout'}'ConnectionReset'{'reset'}'HostNotFound'{'dns'}'NoData'{'dns'}'TryAgain'{'dns'}default{'unreachable'}}};if($i.q -and $i.q.Status -eq 'RanToCompletion' -and $i.q.Result -eq 3){$s+='+'+[Text.Encoding]::ASCII.GetString($i.b)};"$($i.n)=$s"}`,
    `$r|%{$_.c.Close()}`,
    `"${LINE_MARK} ${host} "+($l -join ' ')`,
  ].join(';');
}
