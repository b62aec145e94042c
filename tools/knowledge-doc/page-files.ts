/** The pages, in docs/. Several, because GitHub does not show a page of more than 512 kB. */
export const PAGE_FILES = {
  causes: 'knowledge.md',
  clients: 'knowledge-clients.md',
  errors: 'knowledge-errors.md',
  providers: 'knowledge-providers.md',
} as const;

export type PageName = keyof typeof PAGE_FILES;
