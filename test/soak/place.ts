import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Cluster } from '../cluster/cluster.ts';
import { closeFaultProxy, openFaultProxy } from '../cluster/faults.ts';
import { authorityOf } from '../cluster/pki.ts';
import { startTlsFront, type TlsFront } from '../fakes/tls-front.ts';
import { newModel, openTestbed, type Testbed } from '../e2e/testbed.ts';

/** Where one evaluation runs, with everything at hand at which faults strike. */
export interface Place {
  cluster: Cluster;
  testbed: Testbed;
  model: string;
  /** The fault proxy before the API server, by its name: what happens to connections. */
  proxy: string;
  /** Behind the proxy: what happens to single requests. */
  front: TlsFront;
  /** An admin's kubeconfig that leads through both, and the address in it. */
  kubeconfig: string;
  server: string;
  /** What happens to requests to the service for artifacts; the fault of an upload replaces it. */
  uploads: { fault: (request: string) => number | undefined };
  close(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const uploads: Place['uploads'] = { fault: () => undefined };
  const testbed = await openTestbed({ fault: (request) => uploads.fault(request) });
  const { cluster } = testbed;
  const { certificate, apiserver } = authorityOf(cluster);
  const { hostname, port, host } = new URL(cluster.apiUrl);
  const read = (file: string): string => readFileSync(file, 'utf8');
  const front = await startTlsFront({
    host: '127.0.0.1',
    // It is the API server to everybody before it.
    pem: { certificate: read(apiserver.certificate), key: read(apiserver.key) },
    upstream: { host: hostname, port: Number(port), name: host, ca: read(certificate) },
  });
  const model = newModel();
  const kubeconfig = read(await openFaultProxy(cluster, model, `127.0.0.1:${front.port}`));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
  const { clusters } = load(kubeconfig) as { clusters: [{ cluster: { server: string } }] };
  return {
    cluster,
    testbed,
    model,
    proxy: model,
    front,
    kubeconfig,
    server: clusters[0].cluster.server,
    uploads,
    async close() {
      await closeFaultProxy(cluster, model);
      front.stop();
      await testbed.close();
    },
  };
}
