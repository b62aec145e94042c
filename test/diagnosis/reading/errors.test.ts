import { describe, expect, test } from 'vitest';
import signatures from '../../../src/knowledge/data/error-signatures.json' with { type: 'json' };
import { reading } from './knowledge.ts';

type Expected = { class: string; cause?: string; reply?: string | null; host?: string; port?: number };

const told = (text: string): Expected | null => {
  const { error } = reading(text);
  if (!error) return null;
  const { reply } = error;
  return {
    class: error.class,
    ...(error.causes[0] ? { cause: error.causes[0] } : {}),
    reply: reply ? `${reply.code} ${reply.enhanced ?? ''}`.trim() : null,
    ...(error.host ? { host: error.host } : {}),
    ...(error.port ? { port: error.port } : {}),
  };
};

const OUTLOOK_JA = (code: string, rest: string): string =>
  `サーバーへの接続は失敗しました。アカウント: 'mail.example.jp', サーバー: 'smtp.example.jp', プロトコル: SMTP, ポート: 25, セキュリティ (SSL): なし, ${rest}エラー番号: ${code}`;

const CASES: [text: string, expected: Expected][] = [
  // Outlook
  [
    OUTLOOK_JA('0x800CCC0E', 'ソケット エラー: 10060, '),
    { class: 'tcp-timeout', cause: 'op25b', host: 'smtp.example.jp', port: 25 },
  ],
  [
    OUTLOOK_JA('0x800CCC0E', 'ソケット エラー: 10061, '),
    { class: 'tcp-refused', cause: 'submission-not-offered', host: 'smtp.example.jp', port: 25 },
  ],
  [
    OUTLOOK_JA('0x800CCC0E', 'ソケット エラー: 10051, '),
    { class: 'tcp-unreachable', cause: 'op25b', host: 'smtp.example.jp', port: 25 },
  ],
  [
    OUTLOOK_JA('0x800CCC0D', 'ソケット エラー: 11001, '),
    { class: 'dns', cause: 'host-misspelt', host: 'smtp.example.jp', port: 25 },
  ],
  [
    "サーバーは接続を解除しました。サーバー: 'smtp.example.jp', ポート: 25, ソケットエラー: 10054, エラー番号: 0x800CCC0F",
    { class: 'tcp-reset', cause: 'op25b', host: 'smtp.example.jp', port: 25 },
  ],
  [
    "Cannot connect. Account: 'x', Server: 'smtp.example.com', Protocol: SMTP, Port: 587, Secure(SSL): Yes, Socket Error: 10060, Error Number: 0x800CCC0E",
    { class: 'tcp-timeout', cause: 'op25b', host: 'smtp.example.com', port: 587 },
  ],
  ['エラー 0x800CCC19 が出ます', { class: 'tcp-timeout', cause: 'op25b' }],
  ['送信エラー (0x80042109)', { class: 'tcp-failed', cause: 'op25b' }],
  [
    'Outlook cannot connect to your outgoing (SMTP) e-mail server. If you continue to receive this message, contact your server administrator or ISP.',
    { class: 'tcp-failed', cause: 'op25b' },
  ],
  ['0x8004210b', { class: 'tcp-timeout', cause: 'op25b' }],
  ['0x800CCC1A', { class: 'tls-mode', cause: 'tls-mode-mismatch' }],
  [
    "The server does not support a SSL connection. Server Response: '250 DSN', Port: 25, Secure(SSL): Yes, Server Error: 250, Error Number: 0x800CCC7D",
    { class: 'tls-missing', cause: 'starttls-missing', reply: '250', port: 25 },
  ],
  ['0x800CCC80', { class: 'auth-method', cause: 'auth-mechanism-mismatch' }],
  [
    'メッセージを送信できません。アカウントのプロパティで電子メールアドレスが正しいことを確認してください。サーバーが応答しました: 530 Authentication required エラー番号: 0x800CCC78',
    { class: 'auth-required', cause: 'auth-off', reply: '530' },
  ],
  ['0x80042108', { class: 'receive' }],
  // Thunderbird
  [
    '送信 (SMTP) サーバー smtp.example.jp との接続がタイムアウトしたため、メッセージを送信できませんでした。再度試してください。',
    { class: 'tcp-timeout', cause: 'op25b', host: 'smtp.example.jp' },
  ],
  [
    '送信 (SMTP) サーバー smtp.example.jp に接続できなかったため、メッセージを送信できませんでした。サーバーが利用できないか、SMTP 接続が拒否された可能性があります。',
    { class: 'tcp-refused', cause: 'op25b', host: 'smtp.example.jp' },
  ],
  [
    'The message could not be sent because the connection to Outgoing server (SMTP) smtp.example.com timed out. Try again.',
    { class: 'tcp-timeout', cause: 'op25b', host: 'smtp.example.com' },
  ],
  [
    'The message could not be sent because connecting to Outgoing server (SMTP) smtp.example.com failed. The server may be unavailable or is refusing SMTP connections.',
    { class: 'tcp-refused', cause: 'op25b', host: 'smtp.example.com' },
  ],
  [
    '送信 (SMTP) サーバー smtp.exmaple.jp が見つかりません。サーバーの設定に誤りがある可能性があります。',
    { class: 'dns', cause: 'host-misspelt', host: 'smtp.exmaple.jp' },
  ],
  [
    'Unable to establish a secure link with Outgoing server (SMTP) mail.example.com using STARTTLS since it doesn’t advertise that feature.',
    { class: 'tls-missing', cause: 'starttls-missing', host: 'mail.example.com' },
  ],
  [
    '送信 (SMTP) サーバー smtp.example.jp の認証に失敗しました。パスワードを確認し、[アカウント設定] の [送信 (SMTP) サーバー] で [認証方式] が正しいことを確認してください。',
    { class: 'auth-rejected', cause: 'wrong-password', host: 'smtp.example.jp' },
  ],
  [
    '送信処理の途中で送信 (SMTP) サーバー smtp.example.jp との接続が切断されたため、メッセージを送信できませんでした。',
    { class: 'tcp-reset', cause: 'antivirus-interception', host: 'smtp.example.jp' },
  ],
  [
    'メールサーバーからの応答: 554 5.7.1 <taro@example.com>: Relay access denied. メッセージの受信者 "taro@example.com" を確認し、再度試してください。',
    { class: 'relay-denied', cause: 'auth-off', reply: '554 5.7.1' },
  ],
  // Apple, K-9, FairEmail
  [
    'The connection to the outgoing server "smtp.example.com" failed.',
    { class: 'tcp-failed', cause: 'op25b', host: 'smtp.example.com' },
  ],
  [
    '送信サーバー『smtp.example.jp』への接続に失敗しました。',
    { class: 'tcp-failed', cause: 'op25b', host: 'smtp.example.jp' },
  ],
  [
    'Cannot Send Mail. The recipient “x@example.com” was rejected by the server because it does not allow relaying.',
    { class: 'relay-denied', cause: 'auth-off', reply: '550' },
  ],
  ['パスワードが正しくありません', { class: 'auth-rejected', cause: 'wrong-password' }],
  [
    'javax.net.ssl.SSLHandshakeException: Handshake failed … WRONG_VERSION_NUMBER',
    { class: 'tls-mode', cause: 'tls-mode-mismatch' },
  ],
  ['Trust anchor for certification path not found', { class: 'certificate-untrusted', cause: 'certificate-invalid' }],
  ['smtp.example.jp の証明書エラー', { class: 'certificate', cause: 'certificate-name-mismatch' }],
  // PHPMailer, nodemailer, smtplib, Jakarta Mail
  ['SMTP Error: Could not connect to SMTP host.', { class: 'tcp-failed', cause: 'op25b' }],
  ['SMTPエラー: 認証できませんでした。', { class: 'auth-rejected', cause: 'wrong-password' }],
  [
    "Error: connect ETIMEDOUT 192.0.2.5:25\n  errno: -110, code: 'ESOCKET', command: 'CONN'",
    { class: 'tcp-timeout', cause: 'op25b', host: '192.0.2.5', port: 25 },
  ],
  [
    'Error: connect ECONNREFUSED 192.0.2.5:587',
    { class: 'tcp-refused', cause: 'submission-not-offered', host: '192.0.2.5', port: 587 },
  ],
  ['read ECONNRESET', { class: 'tcp-reset', cause: 'op25b' }],
  ['Error: getaddrinfo ENOTFOUND smtp.exmaple.com', { class: 'dns', cause: 'host-misspelt', host: 'smtp.exmaple.com' }],
  ['connect ETIMEDOUT 2001:db8::5:587', { class: 'tcp-timeout', cause: 'op25b', host: '2001:db8::5', port: 587 }],
  ["Error: Greeting never received code: 'ETIMEDOUT'", { class: 'no-greeting', cause: 'server-mute' }],
  [
    '140:error:1408F10B:SSL routines:ssl3_get_record:wrong version number, code ESOCKET',
    { class: 'tls-mode', cause: 'tls-mode-mismatch' },
  ],
  [
    'Error: Invalid login: 535-5.7.8 Username and Password not accepted. Learn more at\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials gsmtp',
    { class: 'auth-rejected', cause: 'app-password-needed', reply: '535 5.7.8' },
  ],
  ['Error: Missing credentials for "PLAIN" code: \'EAUTH\'', { class: 'auth-rejected', cause: 'wrong-password' }],
  [
    "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')",
    { class: 'auth-rejected', cause: 'wrong-password', reply: '535 5.7.8' },
  ],
  ['ConnectionRefusedError: [Errno 111] Connection refused', { class: 'tcp-refused', cause: 'submission-not-offered' }],
  ['TimeoutError: [Errno 110] Connection timed out', { class: 'tcp-timeout', cause: 'op25b' }],
  ['socket.gaierror: [Errno -2] Name or service not known', { class: 'dns', cause: 'host-misspelt' }],
  [
    'smtplib.SMTPServerDisconnected: Connection unexpectedly closed: timed out',
    { class: 'no-greeting', cause: 'server-mute' },
  ],
  [
    'smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server.',
    { class: 'tls-missing', cause: 'starttls-missing' },
  ],
  [
    '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate',
    { class: 'certificate-untrusted', cause: 'certificate-invalid' },
  ],
  [
    "com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 25; timeout -1; nested exception is: java.net.ConnectException: Connection timed out",
    { class: 'tcp-timeout', cause: 'op25b', host: 'smtp.example.com', port: 25 },
  ],
  [
    'javax.mail.MessagingException: Could not connect to SMTP host: smtp.example.com, port: 465; Connection refused',
    { class: 'tcp-refused', cause: 'submission-not-offered', host: 'smtp.example.com', port: 465 },
  ],
  // Postfix logs
  [
    'Nov 24 10:00:00 web postfix/smtp[123]: connect to mx.example.com[192.0.2.7]:25: Connection timed out',
    { class: 'tcp-timeout', cause: 'op25b', host: 'mx.example.com', port: 25 },
  ],
  [
    'postfix/smtp[9]: 4F: to=<bob@example.com>, relay=mx.example.com[192.0.2.7]:25, delay=2, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.7] said: 550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown (in reply to RCPT TO command))',
    { class: 'recipient', cause: 'recipient-refused', reply: '550 5.1.1', port: 25 },
  ],
  // replies
  [
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    { class: 'auth-disabled', cause: 'm365-smtp-auth-disabled', reply: '535 5.7.139' },
  ],
  [
    '550 5.7.30 Basic authentication is not supported for Client Submission.',
    { class: 'auth-disabled', cause: 'm365-smtp-auth-disabled', reply: '550 5.7.30' },
  ],
  [
    '534-5.7.9 Application-specific password required. For more information, go to\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor gsmtp',
    { class: 'auth-app-password', cause: 'app-password-needed', reply: '534 5.7.9' },
  ],
  [
    '530 5.7.0 Must issue a STARTTLS command first',
    { class: 'tls-required', cause: 'encryption-required', reply: '530 5.7.0' },
  ],
  [
    '5.7.57 Client was not authenticated to send anonymous mail during MAIL FROM',
    { class: 'auth-required', cause: 'auth-off', reply: '550 5.7.57' },
  ],
  [
    '552 5.3.4 Message size exceeds file system imposed limit',
    { class: 'size', cause: 'message-too-large', reply: '552 5.3.4' },
  ],
  [
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    { class: 'relay-denied', cause: 'auth-off', reply: '553' },
  ],
  ['421 4.7.0 Error: too many connections from 192.0.2.1', { class: 'rate', cause: 'ip-banned', reply: '421 4.7.0' }],
  [
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
    { class: 'policy', cause: 'user-ip-blocklisted', reply: '554 5.7.1' },
  ],
  [
    '450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]',
    { class: 'policy', cause: 'no-reverse-dns', reply: '450 4.7.1' },
  ],
  [
    "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy.",
    { class: 'policy', cause: 'spf-dkim-dmarc', reply: '550 5.7.26' },
  ],
  ['550 Unknown user taro@docomo.ne.jp', { class: 'recipient', cause: 'recipient-refused', reply: '550' }],
  [
    '451 4.7.1 Greylisting in action, please come back later',
    { class: 'temporary', cause: 'greylisted', reply: '451 4.7.1' },
  ],
  [
    '550 5.7.1 You must check for new mail before sending mail',
    { class: 'auth-required', cause: 'pop-before-smtp', reply: '550 5.7.1' },
  ],
  [
    '553 5.7.1 <a@example.jp>: Sender address rejected: not owned by user b@example.jp',
    { class: 'sender', cause: 'sender-mismatch', reply: '553 5.7.1' },
  ],
  // known only by code
  ['550 5.1.6 Gobbledygook of a kind', { class: 'recipient', cause: 'recipient-refused', reply: '550 5.1.6' }],
  ['535 5.7.8 ゴブゴブ', { class: 'auth-rejected', cause: 'wrong-password', reply: '535 5.7.8' }],
  ['エラー550と出ます', { class: 'policy', cause: 'auth-off', reply: '550' }],
  ['535エラーになります', { class: 'auth-rejected', cause: 'wrong-password', reply: '535' }],
  ['I get error 535', { class: 'auth-rejected', cause: 'wrong-password', reply: '535' }],
  ['Relay access denied', { class: 'relay-denied', cause: 'auth-off', reply: '550' }],
];

describe('pasted errors', () => {
  test.each(CASES)('%s', (text, expected) => {
    expect(told(text)).toEqual({ reply: null, ...expected });
  });

  test.each([
    'I have 550 messages in my mailbox',
    '550 people work here',
    '受信メールが 250 通あります',
    '220 ボルトの電源です',
    'Thunderbird 5.7.1 を使っています',
    'smtp.example.jpの587番で送れません',
    "I can't send mail since yesterday",
    'メールが送れません',
  ])('no error: %s', (text) => {
    expect(reading(text).error).toBeNull();
  });

  test('the settings that an Outlook error shows are answers, and its server is named', () => {
    const { answers, servers } = reading(OUTLOOK_JA('0x800CCC0E', 'ソケット エラー: 10060, '));
    expect(answers).toEqual({ port: '25', encryption: 'none' });
    expect(servers).toEqual([{ target: 'smtp.example.jp', kind: 'host', port: 25 }]);
  });

  test('words of an error text are no answers of the person', () => {
    const text =
      'Unable to establish a secure link with Outgoing server (SMTP) smtp.example.com using STARTTLS since it doesn’t advertise that feature. Switch off STARTTLS for that server or contact your service provider.';
    expect(reading(text).answers).toEqual({});
    expect(reading(text).intents).toEqual([]);
  });

  test('what stands beside a pasted error is still understood', () => {
    const text =
      '「送信 (SMTP) サーバー smtp.example.jp との接続がタイムアウトしたため、メッセージを送信できませんでした。再度試してください。」と出ます。受信はできます。OCNです';
    expect(reading(text).answers).toEqual({ receive: 'works', line: 'ocn' });
  });

  test('a code that is only named leaves the rest of the sentence to be read', () => {
    const found = reading('I recently switched to a new ISP and now I get 0x80042109 when sending, receiving works');
    expect(found.error?.signature).toBe('outlook.80042109');
    expect(found.answers).toEqual({ change: 'line', receive: 'works' });
    expect(reading('エラー550と出ます。受信はできます。OCNです').answers).toEqual({ receive: 'works', line: 'ocn' });
    expect(reading('535エラーになります、受信はできます').answers).toEqual({ receive: 'works' });
  });

  test('the server named on the way to the error is the server', () => {
    const found = reading('smtp.example.jp につなぐと 535 5.7.8 authentication failed と出ます');
    expect(found.servers.map(({ target }) => target)).toEqual(['smtp.example.jp']);
  });

  test('the recipient in a bounce is no server', () => {
    const found = reading(
      'Delivery to the following recipient failed permanently: bob@example.org. 550 5.1.1 The email account that you tried to reach does not exist',
    );
    expect(found.servers).toEqual([]);
  });

  test('an address in a log is nobody to ask about', () => {
    const text =
      'to=<bob@example.com>, relay=none, delay=30, status=deferred (connect to mx.example.com[192.0.2.7]:25: Connection timed out)';
    expect(reading(text).servers.map(({ target }) => target)).toEqual(['mx.example.com']);
  });

  test('a reply over many lines becomes one text', () => {
    const { error } = reading(
      '550-5.7.26 This mail has been blocked\n550-5.7.26 because the sender is unauthenticated.\n550 5.7.26 Gmail requires it',
    );
    expect(error?.reply?.text).toBe(
      'This mail has been blocked because the sender is unauthenticated. Gmail requires it',
    );
  });

  test('an unknown text is an error when one was asked for', () => {
    expect(reading('Flux capacitor overload 42', 'error').error).toMatchObject({
      signature: null,
      class: 'other',
      excerpt: 'Flux capacitor overload 42',
    });
    expect(reading('Flux capacitor overload 42').error).toBeNull();
  });

  test('an excerpt is short and shows no control characters', () => {
    const { error } = reading(`535 5.7.8 authentication failed \u001b[31m\u202e${'x'.repeat(5000)}`);
    expect(error?.excerpt.length).toBeLessThanOrEqual(300);
    expect(error?.excerpt).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('the signatures', () => {
  test('are many, and each id is there once', () => {
    expect(signatures.length).toBeGreaterThanOrEqual(120);
    expect(new Set(signatures.map(({ id }) => id)).size).toBe(signatures.length);
  });
});
