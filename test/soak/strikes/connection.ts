import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kubeOf } from '../../cluster/build.ts';
import { startControlPlane, stopApiServer } from '../../cluster/control-plane.ts';
import { healFaults, injectFault, type Fault as ProxyFault } from '../../cluster/faults.ts';
import { writeKubeconfig } from '../../cluster/kubeconfig.ts';
import { kubectl } from '../../cluster/kubectl.ts';
import type { FrontFault } from '../../fakes/tls-front.ts';
import type { connectionFaults } from '../catalogue/connection.ts';
import type { StruckIn } from '../fault.ts';
import type { Place } from '../place.ts';
import type { Arranged, Scene, Strike } from '../strike.ts';

export const connectionStrikes: Record<StruckIn<typeof connectionFaults>, Strike> = {
  'connection-cut': onTheWay({ kind: 'cut' }, 20),
  'connection-silent': onTheWay({ kind: 'timeout' }, 40),
  'connection-slow': onTheWay({ kind: 'bandwidth', kiloBytesPerSecond: 64 }, 30),
  'connection-late': onTheWay({ kind: 'latency', ms: 1000 }, 20), // both ways
  'connection-reset': onTheWay({ kind: 'reset' }, 15),
  // The handshake of TLS takes most of it.
  'connection-short': onTheWay({ kind: 'limit', bytes: 3000 }, 20),
  'exec-without-status': answering((asked) => (asked.includes('/exec?') ? 'cut' : undefined), 15),
  'api-429': answering(
    (_, number) => (number % 3 === 0 ? undefined : refusal(429, { 'retry-after': '2' })),
    15,
  ),
  'api-500': answering(() => refusal(500), 10),
  'api-503': answering(() => refusal(503), 20),
  'api-crash': { strike: async (scene) => await restart(scene, 'kill', 3) },
  'api-upgrade': { strike: async (scene) => await restart(scene, 'stop', 0) },
  'token-expired': { arrange: async (place) => await withToken(place, 'of a plugin') },
  'token-revoked': { arrange: async (place) => await withToken(place, 'the only one') },
};

const EXEC_API = 'client.authentication.k8s.io/v1';

/** So long the API server may take a token that is no longer good. */
const REVOKED_MS = 15_000;

/** What happens to all connections for a while. */
function onTheWay(fault: ProxyFault, seconds: number): Strike {
  return {
    async strike({ cluster, proxy }) {
      await injectFault(cluster, proxy, fault);
      await sleep(seconds * 1000);
      await healFaults(cluster, proxy);
    },
  };
}

/** What the API server answers for a while; requests are numbered from 1. */
function answering(
  fault: (asked: string, number: number) => FrontFault | undefined,
  seconds: number,
): Strike {
  return {
    async strike({ front }) {
      let number = 0;
      front.fault = (asked) => fault(asked, ++number);
      await sleep(seconds * 1000);
      front.fault = () => undefined;
      if (number === 0) throw new Error('No request met the fault.');
    },
  };
}

function refusal(status: number, headers: Record<string, string> = {}): FrontFault {
  const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status, message: 'of the test' };
  return { status, headers, body: JSON.stringify(body) };
}

async function restart({ cluster }: Scene, how: 'kill' | 'stop', pauseSeconds: number): Promise<void> {
  const kube = await kubeOf(cluster, () => undefined);
  await stopApiServer(cluster, how);
  await sleep(pauseSeconds * 1000);
  await startControlPlane(cluster, kube);
}

/** An account whose tokens are good as long as a Secret is there, and a kubeconfig with the first of them. */
async function withToken(place: Place, how: 'of a plugin' | 'the only one'): Promise<Arranged> {
  const { cluster, model, server } = place;
  const directory = mkdtempSync(path.join(tmpdir(), 'clawbench-token-'));
  const at = (name: string): string => path.join(directory, name);
  const binding = `soak-${model}`;
  await kubectl(cluster, ['create', 'namespace', model]);
  await kubectl(cluster, ['-n', model, 'create', 'serviceaccount', 'runner']);
  const rights = ['--clusterrole=cluster-admin', `--serviceaccount=${model}:runner`];
  await kubectl(cluster, ['create', 'clusterrolebinding', binding, ...rights]);
  const token = await newToken(place, 'first');
  writeFileSync(at('token'), token);
  const credential = '{"apiVersion":"%s","kind":"ExecCredential","status":{"token":"%s"}}';
  writeFileSync(at('plugin'), `#!/bin/sh\nprintf '${credential}' ${EXEC_API} "$(cat ${at('token')})"\n`);
  chmodSync(at('plugin'), 0o755);
  const plugin = { exec: { apiVersion: EXEC_API, command: at('plugin'), interactiveMode: 'Never' } };
  const user = how === 'of a plugin' ? plugin : { token };
  writeKubeconfig(cluster, at('kubeconfig'), { name: 'runner', user, server });
  return {
    secrets: { KUBECONFIG: readFileSync(at('kubeconfig'), 'utf8') },
    async strike() {
      if (how === 'of a plugin') writeFileSync(at('token'), await newToken(place, 'second'));
      await kubectl(cluster, ['-n', model, 'delete', 'secret', 'first']);
      await sleep(REVOKED_MS);
    },
    async undo() {
      await kubectl(cluster, ['delete', 'clusterrolebinding', binding]);
      await kubectl(cluster, ['delete', 'namespace', model, '--wait=false']);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function newToken({ cluster, model }: Place, secret: string): Promise<string> {
  await kubectl(cluster, ['-n', model, 'create', 'secret', 'generic', secret]);
  const bound = ['--bound-object-kind', 'Secret', '--bound-object-name', secret];
  return (await kubectl(cluster, ['-n', model, 'create', 'token', 'runner', ...bound])).trim();
}
