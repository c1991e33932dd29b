import { once } from 'node:events';
import { createServer } from 'node:net';
import { kubectl } from '../../cluster/kubectl.ts';
import { GATEWAY, HARNESS, processesOf, RELAY, RESULTS, SUPERVISOR } from '../../e2e/pod-processes.ts';
import { inPod, type EvalPod } from '../../e2e/wire-lines.ts';
import type { podFaults } from '../catalogue/pods.ts';
import type { StruckIn } from '../fault.ts';
import type { Place } from '../place.ts';
import type { Arranged, Scene, Strike } from '../strike.ts';
import { loseNode, onNodeOfItsOwn } from './node.ts';

export const podStrikes: Record<StruckIn<typeof podFaults>, Strike> = {
  'harness-killed': killed(HARNESS),
  'supervisor-killed': killed(SUPERVISOR),
  'gateway-killed': killed(GATEWAY),
  'relay-killed': killed(RELAY),
  'results-killed': killed(RESULTS),
  'pod-evicted': {
    async strike(scene) {
      const { namespace, name } = scene.pod;
      const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
      const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
      await kubectl(scene.cluster, ['create', '--raw', path, '-f', '-'], JSON.stringify(eviction));
    },
  },
  'pod-deleted': deleted(({ name }) => ['pod', name]),
  'pod-deleted-by-force': deleted(({ name }) => ['pod', name, '--grace-period=0', '--force']),
  'pod-disk-full': {
    strike: async (scene) =>
      void (await inPod(scene.testbed, scene.pod, 'gateway', [
        'sh',
        '-c',
        'head -c 100000000 /dev/zero > /catalog/fill',
      ])),
  },
  'node-lost': { arrange: onNodeOfItsOwn, strike: loseNode },
  'job-deleted': deleted((pod) => ['job', jobOf(pod)]),
  'journal-disk-full': {
    arrange: async () => ({
      // Of memory, so that it can be filled.
      inputs: {
        'pod-overlay': 'spec: { volumes: [{ name: wire, emptyDir: { medium: Memory, sizeLimit: 16Mi } }] }',
      },
    }),
    async strike({ testbed, pod, behave }) {
      const fill = 'head -c 100000000 /dev/zero > /wire/fill || true';
      await inPod(testbed, pod, 'relay', ['sh', '-c', fill]);
      await behave({});
    },
  },
  'image-slow-then-fails': { arrange: slowRegistry },
  'image-missing': {
    arrange: async () => ({
      inputs: { 'clawbench-image': 'localhost/no/such:image', 'image-pull-policy': 'Never' },
    }),
  },
};

function killed(commandLine: RegExp): Strike {
  return {
    async strike({ pod }) {
      const processes = processesOf(pod, commandLine);
      if (processes.length === 0) throw new Error(`Pod ${pod.name} has no process ${String(commandLine)}.`);
      for (const pid of processes) process.kill(pid, 'SIGKILL');
    },
  };
}

function deleted(what: (pod: EvalPod) => string[]): Strike {
  return {
    strike: async ({ cluster, pod }: Scene) =>
      void (await kubectl(cluster, ['-n', pod.namespace, 'delete', '--wait=false', ...what(pod)])),
  };
}

function jobOf({ name }: EvalPod): string {
  return name.replace(/-0-[a-z0-9]+$/, '');
}

/** A registry that takes connections and says nothing until it closes them. */
async function slowRegistry({ cluster }: Place): Promise<Arranged> {
  const server = createServer((socket) => {
    const timer = setTimeout(() => socket.destroy(), 10_000);
    socket.on('error', () => undefined).on('close', () => clearTimeout(timer));
  }).listen(0, cluster.address);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    inputs: {
      'clawbench-image': `${cluster.address}:${address.port}/slow/harness:1`,
      'image-pull-policy': 'Always',
    },
    async undo() {
      server.close();
    },
  };
}
