import { mkdtemp, rm } from 'node:fs/promises';
import { Resolver } from 'node:dns/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { makeCertificates } from '../fakes/certificates.ts';
import { startTlsFront, type TlsFront } from '../fakes/tls-front.ts';
import { runCommand } from './cli.ts';
import { startGoneProvider } from './gone-provider.ts';
import { CANARY_KEY, newModel, openTestbed, standardInputs, type Testbed } from './testbed.ts';
import { classesOf, endsOf, evalPod, linesIn, linesOf, verdictIn } from './wire-lines.ts';

const noCluster = inject('noCluster');

/** Failures on the way to a provider, which no answer of it can tell. */
describe.skipIf(noCluster !== '')('a provider that', () => {
  const namespace = newModel().replace('scripted', 'gone');
  const goneName = `provider.${namespace}.svc.cluster.local`;
  const certificates = makeCertificates([`DNS:${goneName}`]);
  let testbed: Testbed;
  /** The machine as pods see it. */
  let host: string;
  let secure: TlsFront;
  let output: string;

  beforeAll(async () => {
    testbed = await openTestbed();
    host = new URL(testbed.cluster.apiUrl).hostname;
    const behind = new URL(testbed.env.MODEL_ADMIN);
    const upstream = { host: behind.hostname, port: Number(behind.port), name: behind.host };
    secure = await startTlsFront({ host, pem: certificates.otherCa, upstream });
    output = await mkdtemp(path.join(tmpdir(), 'clawbench-unreachable-'));
  });

  afterAll(async () => {
    secure.stop();
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
    await rm(output, { recursive: true });
    await testbed.close();
  });

  const service = 'model.model-server.svc.cluster.local:8000';
  /** What is wrong, as the words, the hint and the most seconds from the start of the relay have it. */
  const cases: readonly {
    what: string;
    base: () => string | Promise<string>;
    key?: string;
    /** Where it refuses: else nobody answers. */
    code?: 'bad-model-access';
    words: string;
    hint: string;
    seconds: number;
  }[] = [
    {
      what: 'refuses the key',
      base: () => `http://${service}/v1`,
      key: 'sk-bad-0123456789',
      code: 'bad-model-access',
      words: '401 Incorrect API key provided',
      hint: 'Check the provider key, and that it may use this model.',
      seconds: 5,
    },
    {
      what: 'refuses connections',
      base: async () => {
        const pod = ['get', 'pods', '-l', 'app=model', '-o', 'jsonpath={.items[0].status.podIP}'];
        return `http://${await kubectl(testbed.cluster, ['-n', 'model-server', ...pod])}:9/v1`;
      },
      words: 'it refused the connection (ECONNREFUSED)',
      hint: 'Check the base URL of the endpoint, and that pods reach it',
      seconds: 30,
    },
    {
      what: 'has no such name',
      base: () => 'http://no-such-model.model-server.svc.cluster.local:8000/v1',
      words: 'its name cannot be resolved (ENOTFOUND)',
      hint: 'Check the base URL of the endpoint, and that pods reach it',
      seconds: 30,
    },
    {
      what: 'has a certificate that it signed itself',
      base: () => `https://${host}:${secure.port}/v1`,
      words: 'its certificate is signed by no CA that is trusted here (DEPTH_ZERO_SELF_SIGNED_CERT)',
      hint: '`ca-certificates` are for proxies and private certificates',
      seconds: 5,
    },
    {
      what: 'speaks http where https is asked for',
      base: () => `https://${service}/v1`,
      words: 'it answers without TLS, so that its address may have to begin with http:',
      hint: 'Check the base URL of the endpoint',
      seconds: 5,
    },
    {
      what: 'speaks https where http is asked for',
      base: () => `http://${host}:${secure.port}/v1`,
      words: 'it closed the connection without an answer (ECONNRESET)',
      hint: 'Check the base URL of the endpoint',
      seconds: 30,
    },
  ];

  it.concurrent.each(cases)('$what ends the evaluation before it costs anything', async (one) => {
    const { kubeconfig: _, 'openai-api-key': __, ...inputs } = standardInputs(testbed.env, newModel());
    const directory = path.join(output, one.what.replaceAll(' ', '-'));
    const flags = { ...inputs, tasks: 't1-greeting-file', runs: '1', mlflow: 'false', output: directory };
    const run = await runCommand(
      { ...flags, 'openai-api-base': await one.base() },
      { KUBECONFIG: testbed.env.KUBECONFIG, OPENAI_API_KEY: one.key ?? CANARY_KEY },
    );
    const failureReason = one.code ?? 'provider-unavailable';
    expect(run.record, run.log).toMatchObject({ verdict: 'inconclusive', failureReason });
    const said = [run.log, run.record?.['reasons']].flat().join('\n');
    expect(said).toContain('does not answer: ');
    expect(said).toContain(one.words);
    expect(said).toContain(one.hint);
    const lines = linesOf(directory);
    const [end] = endsOf(lines, ({ purpose }) => purpose === 'check');
    expect(((end?.at ?? Infinity) - (lines[0]?.at ?? 0)) / 1000).toBeLessThan(one.seconds);
    expect(lines.filter((line) => line.kind === 'opened' && line.purpose !== 'check')).toEqual([]);
  });

  it('goes away while runs are under way is the cause of each that fails, however it went', async () => {
    const { origin } = new URL(testbed.env.MODEL_ADMIN);
    const provider = await startGoneProvider(host, certificates.server, origin);
    try {
      await kubectl(testbed.cluster, ['create', 'namespace', namespace]);
      await kubectl(testbed.cluster, ['apply', '-f', '-'], headlessService(namespace, host));
      const running = testbed.step(newModel(), {
        'openai-api-base': `https://${goneName}:${provider.port}/v1`,
        'ca-certificates': certificates.ca.certificate,
        tasks: 't1-greeting-file',
        runs: '3',
        concurrency: '3',
        'retry-invalid': '0',
        'rate-limit-wait': '0',
        mlflow: 'false',
      });
      let over = false;
      void running.finally(() => (over = true));
      const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
        await waitFor(what, async () => over || (await holds()), { timeoutMs: 240_000 });
      };
      await until('the first requests of all runs', () => provider.asked.size === 3);
      const pod = await evalPod(testbed);
      /** Lets a run go on, until one of its requests has failed with these words. */
      const failing = async (run: number, words: RegExp): Promise<void> => {
        provider.answer(run);
        await until(`run ${run} to fail with ${words.source}`, async () =>
          endsOf(await linesIn(testbed, pod), (opened) => opened.run?.run === run).some(
            ({ outcome, error }) => outcome === 'network' && words.test(error ?? ''),
          ),
        );
      };
      await provider.close();
      await provider.open(certificates.otherCa);
      await failing(0, /DEPTH_ZERO_SELF_SIGNED_CERT/);
      await provider.close();
      await failing(1, /ECONNREFUSED/);
      await kubectl(testbed.cluster, ['-n', namespace, 'delete', 'service', 'provider']);
      const resolver = new Resolver();
      resolver.setServers([testbed.cluster.address]);
      await until('the name to be forgotten', () =>
        resolver.resolve4(goneName).then(
          () => false,
          () => true,
        ),
      );
      await failing(2, /ENOTFOUND/);
      const step = await running;
      expect(step.outputs, step.log).toMatchObject({ verdict: 'inconclusive', 'valid-runs': '0' });
      const { directory } = await testbed.artifactOf(step);
      expect(classesOf(verdictIn(directory)), step.log).toEqual(['provider-error network 3']);
      expect(step.log).toContain('Check that the pods reach the provider');
    } finally {
      provider.stop();
    }
  });
});

/** A name for one address, which pods ask without a proxy of the cluster between. */
function headlessService(namespace: string, address: string): string {
  const metadata = { name: 'provider', namespace };
  const slice = { ...metadata, labels: { 'kubernetes.io/service-name': 'provider' } };
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: 'None', ports: [{ port: 443 }] } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: slice,
      addressType: 'IPv4',
      ports: [{ port: 443 }],
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
    },
  ]
    .map((object) => JSON.stringify(object))
    .join('\n---\n');
}
