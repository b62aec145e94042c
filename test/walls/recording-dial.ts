import type { Socket } from 'node:net';
import type { Dial } from '../../src/probe/system-dial.ts';
import { labDial, type LabServer } from '../lab/mail-server.ts';

/** A dialler of the lab that writes down every address it is given, and every port. */
export function recordingDial(servers: LabServer[] = []): { dial: Dial; dialled: { ip: string; port: number }[] } {
  const toServer = labDial(servers);
  const dialled: { ip: string; port: number }[] = [];
  const dial = (ip: string, port: number): Socket => {
    dialled.push({ ip, port });
    return toServer(ip, port);
  };
  return { dial, dialled };
}
