import { startHostileServers } from './hostile-server.ts';

/** The hostile servers in a process of their own; prints as JSON where each listens, and lives as long as its input. */

const { endpoints, ca } = await startHostileServers();
const places = endpoints.map(({ behaviour, listening }) => ({ item: behaviour.item, port: behaviour.port, listening }));
console.log(JSON.stringify({ ca, places }));
process.stdin.resume().once('end', () => process.exit(0));
