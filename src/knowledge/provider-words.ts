/** The closed sets of words in a provider's row; apart from the schemas, which cost too much to load for `op25b check`. */

export const ENCRYPTIONS = ['none', 'starttls', 'tls'] as const;
export const PROVIDER_AUTHS = ['password', 'password-encrypted', 'oauth2', 'app-password', 'none'] as const;
export const PROVIDER_USER_NAMES = ['address', 'local-part', 'other', 'unknown'] as const;
export const PROVIDER_TRAITS = ['app-password', 'oauth-only', 'microsoft365', 'gmail', 'webmail'] as const;

/** Host of a route for providers that give every customer a server name of their own (see `hostSuffixes`). */
export const OWN_SERVER = '*';
