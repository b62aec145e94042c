import { createServer } from 'node:http';
import { once } from 'node:events';

export type Health = { close(): Promise<void> };

/** Answers GET /healthz while the process runs, for the health check of a container. */
export async function startHealth(at: { host: string; port: number }): Promise<Health> {
  const server = createServer((request, response) => {
    const known = request.method === 'GET' && request.url === '/healthz';
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? { status: 'ok' } : { error: 'only GET /healthz is served' }));
  });
  server.listen(at.port, at.host);
  await once(server, 'listening');
  return {
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
