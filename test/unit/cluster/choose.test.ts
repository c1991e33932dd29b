import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseCluster } from '../../../src/cluster/choose.ts';
import { proxyFor } from '../../../src/base/proxy.ts';
import { secretsOf } from '../../../src/cluster/secrets.ts';
import { makeCertificates } from '../../fakes/certificates.ts';

const home = mkdtempSync(join(tmpdir(), 'home-'));
mkdirSync(join(home, '.kube'));
writeFileSync(join(home, '.kube', 'config'), 'of: home');
writeFileSync(join(home, 'first'), 'of: first');
writeFileSync(join(home, 'second'), 'of: second');
afterAll(() => rmSync(home, { recursive: true }));

describe('the cluster', () => {
  const variable = [join(home, 'first'), join(home, 'second')].join(delimiter);
  const everything = { HOME: home, KUBECONFIG: variable };

  it('is the one of the input by default', async () => {
    expect(await chooseCluster('auto', 'of: input', everything)).toEqual([
      { text: 'of: input', origin: 'The kubeconfig input' },
    ]);
  });

  it('is the one of $KUBECONFIG without an input; it can be several files', async () => {
    for (const empty of [null, ' \n']) {
      expect(await chooseCluster('auto', empty, everything)).toMatchObject([
        { text: 'of: first', directory: home },
        { text: 'of: second', directory: home },
      ]);
    }
  });

  it('is never one that was not named', async () => {
    await expect(chooseCluster('auto', null, { HOME: home })).rejects.toMatchObject({
      code: 'no-cluster',
      message: 'No cluster was named: the kubeconfig input and $KUBECONFIG are empty.',
      hint: expect.stringContaining('pull requests from forks'),
      terminalHint: 'Set KUBECONFIG, write --kubeconfig PATH, or --cluster ambient for ~/.kube/config.',
    });
    expect(await chooseCluster('kubeconfig', null, everything)).toEqual([
      { text: '', origin: 'The kubeconfig input' },
    ]);
  });

  it('is the one of ~/.kube/config if that was chosen', async () => {
    expect(await chooseCluster('ambient', null, { HOME: home })).toMatchObject([
      { text: 'of: home', directory: join(home, '.kube') },
    ]);
  });

  it.each([
    [
      'auto',
      { KUBECONFIG: '/nonexistent/config' },
      /\/nonexistent\/config that \$KUBECONFIG names cannot be read/,
      'Set KUBECONFIG, write --kubeconfig PATH, or --cluster ambient for ~/.kube/config.',
    ],
    [
      'ambient',
      { HOME: '/nonexistent' },
      /~\/\.kube\/config cannot be read/,
      'Leave out --cluster ambient. Set KUBECONFIG, or write --kubeconfig PATH.',
    ],
    [
      'in-cluster',
      {},
      /this runner is not a pod with a ServiceAccount/,
      'Leave out --cluster in-cluster. Set KUBECONFIG, write --kubeconfig PATH, or --cluster ambient for ~/.kube/config.',
    ],
  ] as const)(
    'chosen by %s is reported as missing if it does not exist',
    async (choice, env, says, terminalHint) => {
      await expect(chooseCluster(choice, null, env)).rejects.toMatchObject({
        code: 'no-cluster',
        message: expect.stringMatching(says),
        terminalHint,
      });
    },
  );
});

describe('the proxy to a server', () => {
  const proxy = 'http://proxy.example:3128';
  it.each([
    ['https://api.example', { HTTPS_PROXY: proxy }, proxy],
    ['https://api.example', { https_proxy: proxy, HTTPS_PROXY: 'http://other' }, proxy],
    ['https://api.example', { HTTPS_PROXY: 'proxy.example:3128' }, proxy],
    ['https://api.example', { HTTP_PROXY: proxy }, undefined],
    ['http://api.example', { HTTP_PROXY: proxy }, proxy],
    ['https://api.example', { HTTPS_PROXY: '' }, undefined],
    ['https://127.0.0.1:6443', { HTTPS_PROXY: proxy }, undefined],
    ['https://localhost:6443', { HTTPS_PROXY: proxy }, undefined],
    ['https://[::1]:6443', { HTTPS_PROXY: proxy }, undefined],
    ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: '*' }, undefined],
    ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'x, api.example' }, undefined],
    ['https://a.api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'API.example' }, undefined],
    ['https://myapi.example', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example' }, proxy],
    ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: '.api.example' }, proxy],
    ['https://a.api.example', { HTTPS_PROXY: proxy, NO_PROXY: '*.api.example' }, undefined],
    ['https://api.example:6443', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example:6443' }, undefined],
    ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example:6443' }, proxy],
    ['https://10.1.2.3:6443', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, undefined],
    ['https://11.1.2.3:6443', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, proxy],
    ['https://10.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.1.2.3' }, undefined],
    ['https://[fd00::5]', { HTTPS_PROXY: proxy, NO_PROXY: 'fd00::/8' }, undefined],
    ['https://[fd00::5]', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/33, fd00::/200' }, proxy],
  ])('%s with %o is %s', (server, env, expected) => {
    expect(proxyFor(new URL(server), env)).toBe(expected);
  });
});

describe('the secrets of a kubeconfig', () => {
  const { client } = makeCertificates();
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const kubeconfig = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'production',
    contexts: [{ name: 'production', context: { cluster: 'production', user: 'deployer' } }],
    clusters: [
      {
        name: 'production',
        cluster: {
          server: 'https://production.example',
          'certificate-authority-data': base64(client.certificate),
          'proxy-url': 'http://user:pr%40xy-password@proxy.example',
        },
      },
    ],
    users: [
      {
        name: 'deployer',
        user: { token: 'secret-token', username: 'deployer', password: 'secret-password' },
      },
      {
        name: 'key',
        user: {
          'client-certificate-data': base64(client.certificate),
          'client-key-data': base64(client.key),
        },
      },
      { name: 'short', user: { token: 'short', password: 'dummy' } },
      { name: 'file', user: { tokenFile: '/var/run/token-file', 'client-key': '/home/runner/client.key' } },
      {
        name: 'plugin',
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: 'kubelogin',
            args: ['get-token', '--client-secret=secret-of-args', '--environment=AzurePublicCloud'],
            env: [
              { name: 'AWS_PROFILE', value: 'production' },
              { name: 'AWS_SECRET_ACCESS_KEY', value: 'secret-of-env' },
            ],
          },
        },
      },
      {
        name: 'oidc',
        user: {
          'auth-provider': {
            name: 'oidc',
            config: {
              'client-id': 'kubernetes',
              'id-token': 'secret-id-token',
              'refresh-token': 'secret-refresh',
            },
          },
        },
      },
    ],
  });

  it('are the tokens, passwords and keys of all its users, keys line by line', () => {
    const keyLines = client.key.split('\n').filter((line) => line.length >= 8 && !line.startsWith('-----'));
    expect(keyLines.length).toBeGreaterThan(1);
    expect(secretsOf(kubeconfig).toSorted()).toEqual(
      [
        'secret-token',
        'secret-password',
        'pr@xy-password',
        base64(client.key),
        ...keyLines,
        'secret-of-args',
        'secret-of-env',
        'secret-id-token',
        'secret-refresh',
      ].toSorted(),
    );
  });

  it('are also found in base64, and there are none in other texts', () => {
    expect(secretsOf(base64(kubeconfig))).toEqual(secretsOf(kubeconfig));
    for (const text of ['', 'x', 'a: [', 'a: b']) expect(secretsOf(text)).toEqual([]);
  });
});
