import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
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
writeFileSync(join(home, 'empty'), '');
writeFileSync(join(home, 'large'), 'a'.repeat(1024 * 1024 + 1));
execFileSync('mkfifo', [join(home, 'pipe')]);
afterAll(() => rmSync(home, { recursive: true }));

function refusal(choose: () => unknown): unknown {
  try {
    return choose();
  } catch (error) {
    return error;
  }
}

describe('the cluster', () => {
  const variable = [join(home, 'first'), join(home, 'second')].join(delimiter);
  const everything = { HOME: home, KUBECONFIG: variable };

  it('is the one of the input by default', () => {
    expect(chooseCluster('auto', 'of: input', everything)).toEqual([
      { text: 'of: input', origin: 'The kubeconfig input' },
    ]);
  });

  it('is the one of $KUBECONFIG without an input; it can be several files', () => {
    for (const empty of [null, ' \n']) {
      expect(chooseCluster('auto', empty, everything)).toMatchObject([
        { text: 'of: first', directory: home },
        { text: 'of: second', directory: home },
      ]);
    }
  });

  it.each([
    ['that do not exist', ['gone', 'first', 'gone/config'], ['of: first']],
    ['that are empty, which others complete', ['empty', 'first'], ['', 'of: first']],
    ['named twice', ['first', 'second', 'first'], ['of: first', 'of: second']],
  ])('leaves out files of $KUBECONFIG %s', (_, names, expected) => {
    const KUBECONFIG = names.map((name) => join(home, name)).join(delimiter) + delimiter;
    expect(chooseCluster('auto', null, { KUBECONFIG }).map(({ text }) => text)).toEqual(expected);
  });

  it('is none if no file of $KUBECONFIG exists', () => {
    const KUBECONFIG = ['/nonexistent/a', '/nonexistent/b'].join(delimiter);
    expect(refusal(() => chooseCluster('auto', null, { KUBECONFIG }))).toMatchObject({
      code: 'no-cluster',
      message: `None of the kubeconfigs ${KUBECONFIG} that $KUBECONFIG names exists.`,
    });
  });

  it.each([
    ['a directory', '', 'is a directory'],
    ['a device without an end', '/dev/zero', 'leads to the files of the operating system'],
    ['a pipe that nobody writes to', 'pipe', 'is a named pipe'],
    ['larger than 1 MiB', 'large', 'has 1048577 bytes, and at most 1048576 are read'],
  ])('that is %s is refused at once, also in a list', (_, name, says) => {
    const file = resolve(home, name);
    for (const KUBECONFIG of [file, [join(home, 'first'), file].join(delimiter)])
      expect(refusal(() => chooseCluster('auto', null, { KUBECONFIG }))).toMatchObject({
        code: 'no-cluster',
        message: `The kubeconfig ${file} that $KUBECONFIG names ${says}.`,
      });
  });

  it('is never one that was not named', () => {
    expect(refusal(() => chooseCluster('auto', null, { HOME: home }))).toMatchObject({
      code: 'no-cluster',
      message: 'No cluster was named: the kubeconfig input and $KUBECONFIG are empty.',
      hint: expect.stringContaining('pull requests from forks'),
      terminalHint: 'Set KUBECONFIG, write --kubeconfig PATH, or --cluster ambient for ~/.kube/config.',
    });
    expect(chooseCluster('kubeconfig', null, everything)).toEqual([
      { text: '', origin: 'The kubeconfig input' },
    ]);
  });

  it('is the one of ~/.kube/config if that was chosen', () => {
    expect(chooseCluster('ambient', null, { HOME: home })).toMatchObject([
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
    (choice, env, says, terminalHint) => {
      expect(refusal(() => chooseCluster(choice, null, env))).toMatchObject({
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
    ['https://api.example', { HTTPS_PROXY: proxy, https_proxy: 'http://other' }, proxy],
    ['https://api.example', { HTTPS_PROXY: '', https_proxy: proxy }, proxy],
    ['https://api.example', { HTTPS_PROXY: proxy, https_proxy: '' }, proxy],
    ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: '', no_proxy: 'api.example' }, undefined],
    ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example', no_proxy: '' }, undefined],
    ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'x', no_proxy: '*' }, proxy],
    ['https://sub.localhost', { HTTPS_PROXY: proxy }, proxy],
    ['https://[::ffff:127.0.0.1]', { HTTPS_PROXY: proxy }, undefined],
    ['https://10.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '2.3, 10.1.2.3:444' }, proxy],
    ['https://10.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.1.2.3:443' }, undefined],
    ['https://[fd00::5]', { HTTPS_PROXY: proxy, NO_PROXY: '[fd00:0::5]:443' }, undefined],
    ['https://a.api.example:80', { HTTPS_PROXY: proxy, NO_PROXY: '.api.example:80' }, undefined],
    ['https://büro.example', { HTTPS_PROXY: proxy, NO_PROXY: 'BÜRO.example' }, undefined],
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
            args: [
              'get-token',
              '--client-secret=secret-of-args',
              '--environment=AzurePublicCloud',
              '--client-id',
              '11111111-2222-3333',
              '--client-secret',
              'Zq8Q~second-item',
              '--tenant-id',
              'tenant-id',
              '-p',
              'short-flag-1',
              '-pJoined-flag-1',
              '-profile=production',
              '--password',
              '--verbose',
              '--header',
              'Authorization: Bearer bearer-of-args',
              '--token-cache-dir',
              '/home/runner/tokens',
              '-c',
              `CLIENT_SECRET=secret-in-script curl -d '{"api_key": "secret-in-json"}' https://u:secret-in-url@x/`,
            ],
            env: [
              { name: 'AWS_PROFILE', value: 'production' },
              { name: 'AWS_SECRET_ACCESS_KEY', value: 'secret-of-env' },
              { name: 'CURL_OPTIONS', value: '--header "X-Token: secret-in-env"' },
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
        'Zq8Q~second-item',
        'short-flag-1',
        'Joined-flag-1',
        'bearer-of-args',
        'secret-in-script',
        'secret-in-json',
        'secret-in-url',
        'secret-of-env',
        'secret-in-env',
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
