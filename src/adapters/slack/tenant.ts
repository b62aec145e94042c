/** One workspace, or one organisation that installed the app for all of its workspaces (Enterprise Grid). */
export type Tenant = { team: string; enterprise: string | null };

/** Under which its installation is kept. */
export function tenantKey({ team, enterprise }: Tenant): string {
  return `slack:${enterprise ?? team}`;
}
