import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { isAlive, readRecord } from './processes.ts';

/** The Go module of all components, whose go.mod says which Kubernetes they are by default. */
export const kubeModule = join(import.meta.dirname, 'kube');

/** Version of Kubernetes by default, for example `1.34.4`. */
export function defaultVersion(): string {
  return versionIn(readFileSync(join(kubeModule, 'go.mod'), 'utf8'));
}

/**
 * Version of Kubernetes that a go.mod requires.
 * @throws Error when it requires none
 */
export function versionIn(goMod: string): string {
  const version = /^\s*k8s\.io\/kubernetes v(\d+\.\d+\.\d+)$/m.exec(goMod)?.[1];
  if (version === undefined) throw new Error('The go.mod does not require a version of k8s.io/kubernetes.');
  return version;
}

/**
 * A version as typed by a user, with or without a `v`.
 * @param own  the version of the Go module: only others of its line (1.34) can be built
 * @throws Error, one sentence, when it is not a version, or of another line
 */
export function parseVersion(text: string, own = defaultVersion()): string {
  const version = /^v?(\d+\.\d+\.\d+)$/.exec(text)?.[1];
  if (version === undefined) {
    throw new Error(`"${text}" is no version of Kubernetes; write one such as ${own}.`);
  }
  if (lineOf(version) !== lineOf(own)) {
    throw new Error(
      `Kubernetes ${version} cannot be built here, only ${lineOf(own)}.x: CoreDNS and the kubelet's needs (cgroup v1, containerd 1.6) bind the test cluster to that line.`,
    );
  }
  return version;
}

/** The go.mod for another version of Kubernetes, whose 1.34.3 consists of staging modules v0.34.3. */
export function withVersion(goMod: string, version: string): string {
  const own = versionIn(goMod);
  const changes = new Map([
    [own, version],
    [stagingOf(own), stagingOf(version)],
  ]);
  const modules = /(?<=(?:^|\s)k8s\.io\/\S+ v)\d+\.\d+\.\d+(?=\s|$)/gm;
  return goMod.replace(modules, (found) => changes.get(found) ?? found);
}

/** The version that the cluster runs; undefined if it is not running: without etcd it has no state to continue with. */
export function runningVersion(cluster: Cluster): string | undefined {
  if (!isAlive(readRecord(cluster, 'etcd'))) return undefined;
  return readFileSync(cluster.versionFile, 'utf8');
}

/** Notes the version that is being started. */
export function recordVersion(cluster: Cluster, version: string): void {
  writeFileSync(cluster.versionFile, version);
}

/**
 * The version to start or to continue with: the running one, else the requested one, else the default.
 * @throws Error when another version runs than was asked for
 */
export function versionFor(cluster: Cluster, asked?: string): string {
  const running = runningVersion(cluster);
  if (running !== undefined && asked !== undefined && asked !== running) {
    throw new Error(
      `Cluster ${cluster.index} runs Kubernetes ${running}; before it can run ${asked}, end it with: npm run cluster -- down`,
    );
  }
  return running ?? asked ?? defaultVersion();
}

/** `1.34` of `1.34.4`. */
function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** Version of the modules that are published from within Kubernetes' own repository. */
function stagingOf(version: string): string {
  return version.replace(/^1\./, '0.');
}
