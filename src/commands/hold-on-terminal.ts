import type { Adapter, Inbox } from '../adapters/adapter.ts';
import type { Host } from '../host/host.ts';

/**
 * Runs the host for one terminal until that has no more input and everything is shown.
 *
 * @param leave what is to happen in the end, for a conversation that is kept
 */
export async function holdOnTerminal(
  host: Host,
  adapter: Adapter,
  leave: (inbox: Inbox) => Promise<void> = async () => undefined,
): Promise<void> {
  await host.start();
  const inbox = host.inbox(adapter.name);
  await adapter.start({ ...inbox, receive: answered(host, inbox) });
  await adapter.ended;
  await host.settled();
  await leave(inbox);
  await host.settled();
  await host.stop();
}

/** The next line is read when the answer to this one is shown: a number in it may mean one of the choices shown. */
function answered(host: Host, inbox: Inbox): Inbox['receive'] {
  return async (happening) => {
    const received = await inbox.receive(happening);
    await host.shown();
    return received;
  };
}
