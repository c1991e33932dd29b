import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import type { Testbed } from './testbed.ts';

/** An endpoint that pods reach, at which a model of the scripted server has the name of a real one. */
export interface RenamedModel {
  baseUrl: string;
  stop(): void;
}

/** @param scripted the model's id on the scripted server, which knows no other names */
export async function startRenamedModel(
  { cluster, env }: Pick<Testbed, 'cluster' | 'env'>,
  { name, scripted }: { name: string; scripted: string },
): Promise<RenamedModel> {
  const renamed = (text: string, from: string, to: string): string =>
    text.replaceAll(`"model":"${from}"`, `"model":"${to}"`);
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const { statusCode, body } = await request(new URL(incoming.url ?? '/', env.MODEL_ADMIN), {
      method: 'POST',
      headers: {
        authorization: incoming.headers.authorization ?? '',
        'content-type': 'application/json',
      },
      body: renamed(Buffer.concat(parts).toString(), name, scripted),
    });
    const text = renamed(await body.text(), scripted, name);
    const isStream = text.startsWith('event:') || text.startsWith('data:');
    outgoing.writeHead(statusCode, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
    outgoing.end(text);
  };
  const server = createServer((incoming, outgoing) => {
    // The relay takes it for a provider that is gone.
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  }).listen(0, cluster.address);
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens at a port
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://${cluster.address}:${port}/v1`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
