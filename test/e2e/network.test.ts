import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { api } from '../cluster/api.ts';
import { makeCertificates } from '../fakes/certificates.ts';
import { type ConnectProxy, startProxy } from '../fakes/connect-proxy.ts';
import { startTlsFront, type TlsFront } from '../fakes/tls-front.ts';
import { newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const LOGIN = 'clawbench:canary-proxy-password';

/** Names that the proxy alone can resolve, with certificates that one CA alone vouches for. */
describe.skipIf(noCluster !== '')('a cluster whose pods get out through a proxy alone', () => {
  const certificates = makeCertificates(['DNS:model.example.test', 'DNS:mlflow.example.test']);
  let testbed: Testbed;
  let proxy: ConnectProxy;
  let model: TlsFront;
  let mlflow: TlsFront;

  beforeAll(async () => {
    testbed = await openTestbed();
    // The machine as pods see it.
    const host = new URL(testbed.cluster.apiUrl).hostname;
    const pem = certificates.server;
    const behind = new URL(testbed.env.MODEL_ADMIN);
    model = await startTlsFront({
      host,
      pem,
      upstream: { host: behind.hostname, port: Number(behind.port), name: behind.host },
    });
    // Made by whatever eval of the cluster came first.
    const service = '/api/v1/namespaces/mlflow/services/mlflow-service';
    if ((await api(testbed.cluster, service)).status === 404)
      await testbed.step(newModel(), { tasks: 't1-greeting-file', runs: '1', mlflow: 'true' });
    const { spec } = (await api<{ spec: { clusterIP: string } }>(testbed.cluster, service)).json();
    const name = 'mlflow-service.mlflow.svc.cluster.local:5000';
    mlflow = await startTlsFront({ host, pem, upstream: { host: spec.clusterIP, port: 5000, name } });
    const hosts = { 'model.example.test': host, 'mlflow.example.test': host };
    proxy = await startProxy(undefined, { host, login: LOGIN, hosts });
  });

  afterAll(async () => {
    for (const server of [model, mlflow, proxy]) server?.stop();
    await testbed.close();
  });

  it('evaluates and logs through it, trusts the CA, and keeps the password to itself', async () => {
    const step = await testbed.step(
      newModel(),
      {
        tasks: 't1-greeting-file',
        runs: '1',
        'openai-api-base': `https://model.example.test:${model.port}/v1`,
        'mlflow-tracking-uri': `https://mlflow.example.test:${mlflow.port}`,
        'https-proxy': '${{ secrets.PROXY }}',
        'ca-certificates': `Of the company:\n${certificates.otherCa.certificate}\n${certificates.ca.certificate}`,
      },
      { secrets: { PROXY: proxy.url.replace('://', `://${LOGIN}@`) } },
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '1' });
    expect(proxy.asked).toContain(`model.example.test:${model.port}`);
    expect(model.asked).toContain('POST /v1/chat/completions');
    expect(step.log).toContain('Logged to MLflow: https://mlflow.example.test');
    expect(mlflow.asked).toContain('POST /api/2.0/mlflow/runs/create');
    const password = LOGIN.split(':')[1] ?? '';
    expect(step.log).not.toContain(password);
    const { directory, files } = await testbed.newestArtifact();
    expect(files).toContain('manifest.json');
    for (const file of files)
      expect(readFileSync(path.join(directory, file), 'utf8')).not.toContain(password);
  });

  it('trusts nobody else without the CA, and asks services of the cluster directly', async () => {
    const before = proxy.asked.length;
    const inCluster = {
      tasks: 't1-greeting-file',
      runs: '1',
      mlflow: 'false',
      'https-proxy': '${{ secrets.PROXY }}',
    };
    const secrets = { PROXY: proxy.url.replace('://', `://${LOGIN}@`) };
    const step = await testbed.step(newModel(), inCluster, { secrets });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    expect(proxy.asked.slice(before).filter((target) => target.includes('model'))).toEqual([]);

    const base = `https://model.example.test:${model.port}/v1`;
    const untrusted = await testbed.step(newModel(), { ...inCluster, 'openai-api-base': base }, { secrets });
    expect(untrusted.outputs, untrusted.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'provider-unavailable',
    });
    expect(untrusted.log).toContain('`ca-certificates`');
  });
});
