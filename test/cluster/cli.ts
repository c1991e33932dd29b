import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../src/base/errors.ts';
import { isReady } from './api.ts';
import { kubeOf } from './build.ts';
import { busyboxReference } from './busybox-image.ts';
import { clusterFromEnvironment, nodeNamed, type Cluster } from './cluster.ts';
import { startControlPlane, stopApiServer } from './control-plane.ts';
import { down } from './down.ts';
import { clusterEnv } from './env.ts';
import { closeFaultProxy, healFaults, injectFault, openFaultProxy, type Fault } from './faults.ts';
import { importArchive, provideImages } from './images.ts';
import { kubectlInteractive } from './kubectl.ts';
import { withLock } from './lock.ts';
import { bootNode, endNode, nodesOf, waitForNode } from './node.ts';
import { installPackages, MissingRequirement, requireAll, requirePrivilege } from './requirements.ts';
import { serviceAccountKubeconfig } from './service-account.ts';
import { clusterStatus, describeStatus } from './status.ts';
import { up } from './up.ts';
import { defaultVersion, parseVersion } from './version.ts';

const usage = `A real Kubernetes on this machine, for tests. Needs Linux, root and Go.

npm run cluster -- up [--nodes N] [--kubernetes VERSION]
                                           start it, or add nodes; prints the kubeconfig's path.
                                           By default ${defaultVersion()}; VERSION may differ in the last number
                   down                    end it and leave nothing but images and logs
                   status [--json]         exit 0: running; 1: stopped or broken
                   kubeconfig              print the path of the admin's kubeconfig
                   env                     print shell exports: KUBECONFIG, images, model server
                   images [NAME…]          build missing images (all), for nodes that run or will run
                   load FILE               put a docker or OCI archive on every node
                   kubectl …               kubectl as admin
                   logs COMPONENT [--node NAME] [--follow]
                   node start|stop|kill NAME        boot, shut down, power off
                   apiserver start|stop|kill        stop: as in an upgrade; kill: as in a crash
                   fault [--name NAME] open         print a kubeconfig that goes through a faulty proxy
                   fault [--name NAME] cut | latency MS | bandwidth KBPS | timeout | reset | heal | off
                   serviceaccount NAME --namespace NAMESPACE RBACFILE…
                                           print a kubeconfig with the rights of these files only

CLAWBENCH_CLUSTER=0…7 chooses one of several clusters on one machine.`;

/** What was typed makes no sense: exit code 2. */
class UsageError extends Error {}

const log = (line: string): void => console.error(line);

/** Runs one verb. @returns the exit code */
async function main(argv: readonly string[]): Promise<number> {
  const [verb, ...args] = argv;
  const cluster = usageErrors(clusterFromEnvironment);
  switch (verb) {
    case 'up':
      return upVerb(cluster, args);
    case 'down':
      await down(cluster, log);
      return 0;
    case 'status': {
      const { values } = parse(args, { json: { type: 'boolean' } });
      const status = await clusterStatus(cluster);
      console.log(values['json'] === true ? JSON.stringify(status, null, 2) : describeStatus(status));
      return status.state === 'running' ? 0 : 1;
    }
    case 'kubeconfig':
      requireStarted(cluster);
      console.log(cluster.kubeconfig);
      return 0;
    case 'env':
      await requireRunning(cluster);
      for (const [name, value] of Object.entries(await clusterEnv(cluster))) {
        console.log(`export ${name}='${value}'`);
      }
      return 0;
    case 'images':
      await requireAll();
      await installPackages(log);
      await provideImages(cluster, args, log);
      return 0;
    case 'load': {
      const [file] = exactly(args, 1, 'load FILE');
      requireStarted(cluster);
      await withLock(`cluster ${cluster.index}`, log, () => importArchive(cluster, file));
      return 0;
    }
    case 'kubectl':
      requireStarted(cluster);
      return kubectlInteractive(cluster, args);
    case 'logs':
      return logsVerb(cluster, args);
    case 'node':
      return nodeVerb(cluster, args);
    case 'apiserver':
      return apiServerVerb(cluster, args);
    case 'fault':
      return faultVerb(cluster, args);
    case 'serviceaccount': {
      const { values, positionals } = parse(args, { namespace: { type: 'string' } });
      const [name, ...files] = positionals;
      const namespace = values['namespace'];
      if (name === undefined || typeof namespace !== 'string' || files.length === 0) {
        throw new UsageError('Write serviceaccount NAME --namespace NAMESPACE RBACFILE…');
      }
      await requireRunning(cluster);
      console.log(await serviceAccountKubeconfig(cluster, { name, namespace }, files));
      return 0;
    }
    case undefined:
    case 'help':
    case '--help':
      console.log(usage);
      return verb === undefined ? 2 : 0;
    default:
      throw new UsageError(`There is no verb "${verb}".\n\n${usage}`);
  }
}

async function upVerb(cluster: Cluster, args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { nodes: { type: 'string' }, kubernetes: { type: 'string' } });
  const nodes = Number(values['nodes'] ?? 1);
  if (!Number.isInteger(nodes) || nodes < 1 || positionals.length > 0) {
    throw new UsageError('Write up [--nodes N] [--kubernetes VERSION], N being 1 or more.');
  }
  const version = values['kubernetes'];
  const kubernetes = typeof version === 'string' ? usageErrors(() => parseVersion(version)) : undefined;
  await up(cluster, { nodes, kubernetes, modelServer: true, log });
  console.log(cluster.kubeconfig);
  return 0;
}

async function logsVerb(cluster: Cluster, args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    node: { type: 'string' },
    follow: { type: 'boolean', short: 'f' },
  });
  const [component] = exactly(positionals, 1, 'logs COMPONENT [--node NAME] [--follow]');
  const node = values['node'];
  const directory = typeof node === 'string' ? nodeNamed(cluster, node).logs : cluster.logs;
  const file = join(directory, `${component}.log`);
  if (!existsSync(file)) throw new UsageError(`There is no log ${file}.`);
  const follow = values['follow'] === true ? ['-f'] : [];
  return new Promise((resolve, reject) => {
    const child = spawn('tail', ['-n', '+1', ...follow, file], { stdio: 'inherit' });
    child.on('error', reject).on('close', (code) => resolve(code ?? 1));
  });
}

async function nodeVerb(cluster: Cluster, args: readonly string[]): Promise<number> {
  const [verb, name] = exactly(args, 2, 'node start|stop|kill NAME');
  const node = nodesOf(cluster).find((candidate) => candidate.name === name);
  if (node === undefined) {
    const names = nodesOf(cluster).map((candidate) => candidate.name);
    throw new UsageError(`There is no node "${name}"; there are ${names.join(', ') || 'none'}.`);
  }
  await requireRunning(cluster);
  if (verb !== 'start' && verb !== 'stop' && verb !== 'kill') {
    throw new UsageError(`Write node start, stop or kill, not "${verb}".`);
  }
  await withLock(`cluster ${cluster.index}`, log, async () => {
    if (verb !== 'start') return endNode(cluster, node, verb);
    const bootedAt = new Date();
    await bootNode(cluster, node, await kubeOf(cluster, log), busyboxReference());
    await waitForNode(cluster, node, bootedAt);
  });
  return 0;
}

async function apiServerVerb(cluster: Cluster, args: readonly string[]): Promise<number> {
  const [verb] = exactly(args, 1, 'apiserver start|stop|kill');
  requireStarted(cluster);
  if (verb === 'start') await startControlPlane(cluster, await kubeOf(cluster, log));
  else if (verb === 'stop' || verb === 'kill') await stopApiServer(cluster, verb);
  else throw new UsageError(`Write apiserver start, stop or kill, not "${verb}".`);
  return 0;
}

async function faultVerb(cluster: Cluster, args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { name: { type: 'string' } });
  const name = typeof values['name'] === 'string' ? values['name'] : 'api';
  const [kind, amount] = positionals;
  requireStarted(cluster);
  if (kind === 'open') console.log(await openFaultProxy(cluster, name));
  else if (kind === 'heal') await healFaults(cluster, name);
  else if (kind === 'off') await closeFaultProxy(cluster, name);
  else await injectFault(cluster, name, parseFault(kind, Number(amount)));
  return 0;
}

function parseFault(kind: string | undefined, amount: number): Fault {
  if (kind === 'cut' || kind === 'timeout' || kind === 'reset') return { kind };
  if (kind === 'latency' && amount >= 0) return { kind, ms: amount };
  if (kind === 'bandwidth' && amount > 0) return { kind, kiloBytesPerSecond: amount };
  throw new UsageError('Write fault open, cut, latency MS, bandwidth KBPS, timeout, reset, heal or off.');
}

function requireStarted(cluster: Cluster): void {
  requirePrivilege();
  if (!existsSync(cluster.kubeconfig)) {
    throw new Error('The test cluster does not run; start it with: npm run cluster -- up');
  }
}

async function requireRunning(cluster: Cluster): Promise<void> {
  requireStarted(cluster);
  if (!(await isReady(cluster))) {
    throw new Error(`The API server at ${cluster.apiUrl} does not answer; see: npm run cluster -- status`);
  }
}

function parse(
  args: readonly string[],
  options: Record<string, { type: 'string' | 'boolean'; short?: string }>,
): { values: Record<string, unknown>; positionals: string[] } {
  return usageErrors(() => parseArgs({ args: [...args], options, allowPositionals: true }));
}

/** Makes usage errors of what `read` throws about what was typed. */
function usageErrors<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}

function exactly(args: readonly string[], count: number, form: string): [string, string] {
  if (args.length !== count) throw new UsageError(`Write ${form}.`);
  return [args[0] ?? '', args[1] ?? ''];
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError || error instanceof MissingRequirement ? 2 : 1;
}
