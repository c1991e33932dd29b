import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificates } from '../fakes/certificates.ts';
import type { Pod } from '../../src/kube/types.ts';

/** What a webhook is asked about one object. */
interface AdmissionRequest {
  uid: string;
  kind: { kind: string };
  object: Pod;
}

/** A change to the object, as in a JSON patch. */
interface Change {
  op: 'add';
  path: string;
  value: unknown;
}

export interface Webhook {
  /** What it does with an object: a refusal, or changes to it. */
  answer: (request: AdmissionRequest) => { refuse: string } | { change: Change[] };
  /** How the API server finds it. */
  clientConfig: { url: string; caBundle: string };
  close(): Promise<void>;
}

/** A validating webhook may not send any. */
function patchOf(change: Change[]): object {
  if (change.length === 0) return {};
  return { patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(change)).toString('base64') };
}

/** An admission webhook on this machine, where the API server of the test cluster runs as well. */
export async function startWebhook(): Promise<Webhook> {
  const { ca, server: own } = makeCertificates();
  const server = createServer({ cert: own.certificate, key: own.key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const review: { request: AdmissionRequest } = JSON.parse(Buffer.concat(chunks).toString());
      const answer = webhook.answer(review.request);
      const { uid } = review.request;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          apiVersion: 'admission.k8s.io/v1',
          kind: 'AdmissionReview',
          response:
            'refuse' in answer
              ? { uid, allowed: false, status: { message: answer.refuse } }
              : { uid, allowed: true, ...patchOf(answer.change) },
        }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  const webhook: Webhook = {
    answer: () => ({ change: [] }),
    clientConfig: {
      url: `https://127.0.0.1:${port}/`,
      caBundle: Buffer.from(ca.certificate).toString('base64'),
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return webhook;
}
