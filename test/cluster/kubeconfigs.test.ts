import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { makeCertificateChain, makeCertificates } from '../fakes/certificates.ts';
import { startProxy } from '../fakes/connect-proxy.ts';
import { bareName, startIdentityServer } from '../fakes/identity-server.ts';
import type { Identity } from '../fakes/identity-server.ts';
import { startSocksProxy } from '../fakes/socks-proxy.ts';
import { askVersion } from './ask-version.ts';
import { kubeOf } from './build.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { kubeconfigCases } from './kubeconfigs/cases.ts';
import { proxiedName } from './kubeconfigs/place.ts';
import type { KubeconfigCase } from './kubeconfigs/place.ts';
import { recordingPlugin, toldClusters } from './kubeconfigs/recording-plugin.ts';

/** What a kubeconfig came to: who asked the server for its version; undefined if it was not asked, or not well. */
type Result = Identity | undefined;

describe.skipIf(inject('noCluster') !== '')('a kubeconfig is to us what it is to kubectl', async () => {
  const chain = makeCertificateChain([`DNS:${bareName}`, `DNS:${proxiedName}`]);
  const certificates = makeCertificates();
  const server = await startIdentityServer(chain, certificates);
  const hosts = { [proxiedName]: '127.0.0.1' };
  const proxy = await startProxy(undefined, { login: 'us@er:p:W/d', hosts });
  const socks = await startSocksProxy({ hosts });
  const directory = mkdtempSync(join(tmpdir(), 'kubeconfigs-'));
  const path = process.env['PATH'] ?? '';
  afterAll(() => {
    for (const each of [server, proxy, socks]) each.stop();
    rmSync(directory, { recursive: true });
  });

  const { port, plainPort } = server;
  const around = {
    directory,
    port,
    plainPort,
    chain,
    certificates,
    proxyUrl: proxy.url.replace('//', '//us%40er:p%3AW%2Fd@'),
    socksUrl: socks.url,
    deadUrl: 'http://127.0.0.1:1',
  };
  const cases = kubeconfigCases(around);

  /** Runs a program with an environment of its own, without a terminal. */
  async function isDone(
    program: string,
    args: readonly string[],
    { kubeconfig, env }: KubeconfigCase,
  ): Promise<boolean> {
    return await new Promise((resolve) => {
      const options = {
        env: { PATH: path, HOME: directory, KUBECONFIG: kubeconfig, ...env },
        timeout: 30_000,
      };
      execFile(program, args, options, (error) => resolve(error === null)).stdin?.end();
    });
  }

  async function byKubectl(each: KubeconfigCase): Promise<Result> {
    server.seen();
    const kube = await kubeOf(clusterFromEnvironment(), () => undefined);
    const done = await isDone(kube, ['kubectl', 'version', '--output=json'], each);
    return done ? server.seen()[0] : undefined;
  }

  async function byUs(each: KubeconfigCase): Promise<Result> {
    server.seen();
    // The CAs of the system are read once in a process, by its own variables.
    const script = fileURLToPath(new URL('ask-version.ts', import.meta.url));
    const done = each.name.startsWith('store:')
      ? await isDone(process.execPath, [script], each)
      : await askVersion({ PATH: path, HOME: directory, KUBECONFIG: each.kubeconfig, ...each.env });
    return done ? server.seen()[0] : undefined;
  }

  it.each(cases.filter(({ ours }) => ours === undefined))('$name', async (each) => {
    const [kubectl, us] = [await byKubectl(each), await byUs(each)];
    expect(us).toEqual(kubectl);
  });

  // Each is in docs/decisions/0031-kubeconfigs.md.
  it.each(cases.filter(({ ours }) => ours !== undefined))('$name, $ours to us alone', async (each) => {
    const [kubectl, us] = [await byKubectl(each), await byUs(each)];
    expect([us !== undefined, kubectl !== undefined]).toEqual(
      each.ours === 'usable' ? [true, false] : [false, true],
    );
  });

  it.each(toldClusters(around))('tells a plugin the same of a cluster: %s', async (_, cluster) => {
    const { each, info } = recordingPlugin(around, cluster);
    const told = [];
    for (const ask of [byKubectl, byUs]) {
      expect(await ask(each)).toMatchObject({ headers: ['authorization: Bearer token-of-plugin'] });
      told.push(info());
    }
    expect(told[1]).toEqual(told[0]);
  });

  it('is tried in many ways, usable and not', () => {
    expect(cases.length).toBeGreaterThan(200);
    expect(cases.filter(({ ours }) => ours !== undefined).length).toBeLessThan(10);
  });
});
