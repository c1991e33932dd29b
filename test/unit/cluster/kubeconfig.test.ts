import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { type ActionError, isActionError } from '../../../src/base/errors.ts';
import { parseKubeconfig } from '../../../src/cluster/kubeconfig-context.ts';
import type { Kubeconfig } from '../../../src/cluster/kubeconfig-context.ts';
import { makeCertificates } from '../../fakes/certificates.ts';

const { ca, client, otherCa } = makeCertificates();
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const directory = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
afterAll(() => rmSync(directory, { recursive: true }));

interface Parts {
  cluster?: object;
  user?: object;
  context?: object;
  more?: object;
}

function config({ cluster, user, context, more }: Parts = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'ctx',
    contexts: [{ name: 'ctx', context: { cluster: 'c', user: 'u', ...context } }],
    clusters: [
      {
        name: 'c',
        cluster: {
          server: 'https://api.example:6443',
          'certificate-authority-data': base64(ca.certificate),
          ...cluster,
        },
      },
    ],
    users: [{ name: 'u', user: user ?? { token: 'canary-token-1' } }],
    ...more,
  };
}

function parse(
  text: string,
  options: { context?: string; directory?: string; env?: Record<string, string> } = {},
): Kubeconfig {
  const where = options.directory === undefined ? {} : { directory: options.directory };
  return parseKubeconfig([{ text, origin: 'The kubeconfig input', ...where }], {
    context: options.context,
    env: options.env ?? {},
    now: Date.now(),
  });
}

function refusal(text: string, options: Parameters<typeof parse>[1] = {}): ActionError {
  try {
    parse(text, options);
  } catch (error) {
    if (isActionError(error)) return error;
    throw error;
  }
  return expect.unreachable('it was accepted');
}

const jwt = (exp: number): string => `e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.c2ln`;

describe('a kubeconfig', () => {
  it.each([
    ['YAML', dump(config())],
    ['JSON', JSON.stringify(config())],
    ['base64', base64(dump(config()))],
    ['base64 in lines', base64(dump(config())).replace(/.{64}/g, '$&\n')],
    ['YAML after a byte order mark', `\ufeff${dump(config())}`],
  ])('is read as %s', (_, text) => {
    expect(parse(text)).toMatchObject({
      context: 'ctx',
      namespace: undefined,
      server: 'https://api.example:6443',
      ca: ca.certificate,
      skipTlsVerify: false,
      user: { token: 'canary-token-1' },
    });
  });

  it('keeps the path of a server, without a trailing slash', () => {
    const text = dump(config({ cluster: { server: 'https://rancher.example/k8s/clusters/c-1/' } }));
    expect(parse(text).server).toBe('https://rancher.example/k8s/clusters/c-1');
  });

  it('uses the named context instead of the current one', () => {
    const contexts = [
      { name: 'ctx', context: { cluster: 'missing', user: 'missing' } },
      { name: 'other', context: { cluster: 'c', user: 'u', namespace: 'bench' } },
    ];
    expect(parse(dump(config({ more: { contexts } })), { context: 'other' })).toMatchObject({
      context: 'other',
      namespace: 'bench',
    });
  });

  it('resolves paths relative to its own directory', () => {
    writeFileSync(join(directory, 'ca.crt'), ca.certificate);
    writeFileSync(join(directory, 'client.crt'), client.certificate);
    writeFileSync(join(directory, 'client.key'), client.key);
    const text = dump(
      config({
        cluster: { 'certificate-authority-data': undefined, 'certificate-authority': 'ca.crt' },
        user: { 'client-certificate': './client.crt', 'client-key': 'client.key' },
      }),
    );
    expect(parse(text, { directory })).toMatchObject({
      ca: ca.certificate,
      user: { certificate: client.certificate, key: client.key },
    });
    expect(refusal(text).message).toMatch(/its certificate-authority is the relative path/);
  });

  it('of several files is merged; the first one decides the current context', () => {
    const texts = [
      { text: dump({ ...config(), users: [], 'current-context': 'ctx' }), origin: 'a' },
      {
        text: dump({ ...config({ user: { token: 'second-token' } }), clusters: [], 'current-context': 'x' }),
        origin: 'b',
      },
    ];
    expect(parseKubeconfig(texts, { context: undefined, env: {}, now: 0 })).toMatchObject({
      context: 'ctx',
      user: { token: 'second-token' },
    });
  });

  it('uses its own proxy, else the one of the environment', () => {
    const env = { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'internal.example' };
    expect(parse(dump(config()), { env }).proxyUrl).toBe('http://proxy.example:3128/');
    expect(
      parse(dump(config({ cluster: { 'proxy-url': 'socks5://own.example:1080' } })), { env }).proxyUrl,
    ).toBe('socks5://own.example:1080');
    expect(
      parse(dump(config({ cluster: { server: 'https://api.internal.example' } })), { env }).proxyUrl,
    ).toBeUndefined();
  });

  it.each([
    ['none', {}],
    ['some', { token: 'canary-token-1', username: 'u', 'client-key-data': '***' }],
    ['a plugin', { exec: { command: '', apiVersion: 'x' } }],
  ])('without TLS sends no credentials, as kubectl: with %s', (_, user) => {
    for (const server of ['http://127.0.0.1:8001', 'http://api.example']) {
      const { user: sent, ...found } = parse(
        dump(config({ cluster: { server }, user: { ...user, as: 'x' } })),
      );
      expect(found).toMatchObject({ server, ca: undefined, impersonation: { 'Impersonate-User': 'x' } });
      expect(Object.values(sent).filter((value) => value !== undefined)).toEqual([]);
    }
  });

  it('passes the cluster to a plugin that requests it, as an ExecCredential has it', () => {
    writeFileSync(join(directory, 'ca.crt'), ca.certificate);
    const shoot = { shootRef: { name: 'cluster-1' }, replicas: 3 };
    const cluster = {
      server: 'https://api.example:6443/path/',
      'certificate-authority-data': '',
      'certificate-authority': 'ca.crt',
      'tls-server-name': 'api.internal',
      'proxy-url': 'http://proxy.example:3128',
      extensions: [
        { name: 'minikube.sigs.k8s.io', extension: { canary: true } },
        { name: 'client.authentication.k8s.io/exec', extension: shoot },
      ],
      color: 'red',
    };
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'aws',
      args: ['eks', 'get-token'],
      env: [{ name: 'AWS_PROFILE', value: 'ci' }],
      installHint: 'install aws',
      provideClusterInfo: true,
    };
    const { plugin } = parse(dump(config({ cluster, user: { exec } })), { directory }).user;
    expect(plugin).toMatchObject({
      command: 'aws',
      args: ['eks', 'get-token'],
      env: [{ name: 'AWS_PROFILE', value: 'ci' }],
    });
    expect(JSON.parse(JSON.stringify(plugin?.clusterInfo))).toEqual({
      server: 'https://api.example:6443/path/',
      'tls-server-name': 'api.internal',
      'certificate-authority-data': base64(ca.certificate),
      'proxy-url': 'http://proxy.example:3128',
      config: shoot,
    });
    exec.provideClusterInfo = false;
    expect(
      parse(dump(config({ cluster, user: { exec } })), { directory }).user.plugin?.clusterInfo,
    ).toBeUndefined();
  });

  it.each([
    ['a token', { token: 'canary-token-1' }],
    [
      'a client certificate',
      { 'client-certificate-data': base64(client.certificate), 'client-key-data': base64(client.key) },
    ],
  ])('ignores every field that is empty beside %s', (_, user) => {
    const fields = ['tokenFile', 'as', 'as-uid', 'username', 'password', 'client-certificate', 'client-key'];
    const objects = ['as-groups', 'as-user-extra', 'auth-provider', 'exec', 'extensions'];
    const nulls = Object.fromEntries([...fields, ...objects].map((field) => [field, null]));
    const empty = Object.fromEntries(fields.map((field) => [field, '']));
    const plain = parse(dump(config({ user })));
    for (const more of [nulls, empty, { ...empty, 'as-groups': [], 'as-user-extra': {} }])
      expect(parse(dump(config({ user: { ...more, ...user } })))).toEqual(plain);
  });

  it.each(['no key at all', ca.certificate, client.key])('ignores a key beside a token', (key) => {
    const user = { token: 'canary-token-1' };
    expect(parse(dump(config({ user: { 'client-key-data': base64(key), ...user } })))).toEqual(
      parse(dump(config({ user }))),
    );
  });

  it('counts a token, a password or a certificate before a plugin, as kubectl', () => {
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-plugin' };
    for (const other of [
      { token: 'canary-token-1' },
      { username: 'somebody', password: 'canary-password' },
      { 'client-certificate-data': base64(client.certificate), 'client-key-data': base64(client.key) },
    ])
      expect(parse(dump(config({ user: { exec, ...other } }))).user.plugin).toBeUndefined();
  });

  it.each([
    ['a trailing separator', (text: string) => `${text}---\n`],
    [
      'another document behind it',
      (text: string) => `${text}---\n${text.replace('canary-token-1', 'other')}`,
    ],
    ['something else behind it', (text: string) => `${text}...\n- [\n`],
    ['a directive and comments before it', (text: string) => `# x\n%YAML 1.1\n---\n${text}`],
    ['a key twice: the last counts', (text: string) => `current-context: gone\n${text}`],
    ['a tag of another program', (text: string) => text.replace('canary-token-1', '!vault canary-token-1')],
  ])('is read as kubectl reads it with %s', (_, edit) => {
    expect(parse(edit(dump(config())))).toMatchObject({ user: { token: 'canary-token-1' } });
  });

  it('is the first of two JSON documents', () => {
    const json = JSON.stringify(config());
    expect(parse(`${json}\n${json.replace('canary-token-1', 'other')}`).user.token).toBe('canary-token-1');
  });

  it('trusts every certificate in its CA that can be read, and skips the rest', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    const bundle = `subject=x\n${otherCa.certificate}${broken}${ca.key}\n${ca.certificate}`;
    expect(parse(dump(config({ cluster: { 'certificate-authority-data': base64(bundle) } }))).ca).toBe(
      otherCa.certificate + ca.certificate,
    );
  });

  it('acts as somebody else with a UID, groups and more', () => {
    const user = {
      token: 'canary-token-1',
      as: 'somebody',
      'as-uid': 'u-1',
      'as-groups': ['a', 'b'],
      'as-user-extra': { scopes: ['x', 'y'], 'example.org/Key%': ['z'], none: [] },
    };
    expect(parse(dump(config({ user }))).impersonation).toEqual({
      'Impersonate-User': 'somebody',
      'Impersonate-Uid': 'u-1',
      'Impersonate-Group': ['a', 'b'],
      'Impersonate-Extra-scopes': ['x', 'y'],
      'Impersonate-Extra-example.org%2FKey%25': ['z'],
    });
  });
});

const plugin = { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws' };
const wrong: [name: string, text: string, code: string, says: RegExp][] = [
  ['nothing', '', 'no-cluster', /^The kubeconfig input is empty\.$/],
  ['blanks', ' \n\t ', 'no-cluster', /is empty/],
  ['broken YAML', 'users:\n- name: [canary-token-1', 'bad-kubeconfig', /is not YAML: .* in line \d+\.$/],
  ['a tab', 'a:\n\tb: canary-token-1', 'bad-kubeconfig', /is not YAML/],
  ['a word', 'hello', 'bad-kubeconfig', /is YAML, but not a mapping/],
  ['a list', '- a\n- b', 'bad-kubeconfig', /is YAML, but not a mapping/],
  ['a path', '/home/runner/.kube/config', 'bad-kubeconfig', /is a path, not a kubeconfig/],
  ['a path under home', '~/.kube/config', 'bad-kubeconfig', /is a path, not a kubeconfig/],
  ['a variable', '$KUBECONFIG', 'bad-kubeconfig', /is a path, not a kubeconfig/],
  ['a token', jwt(9e9), 'bad-kubeconfig', /is a token, not a kubeconfig/],
  [
    'base64 of something else',
    base64('\u0000\u0001\u0002\uffff'.repeat(30)),
    'bad-kubeconfig',
    /neither YAML nor YAML in base64/,
  ],
  [
    'another object',
    dump({ apiVersion: 'v1', kind: 'Secret', data: {} }),
    'bad-kubeconfig',
    /is a Secret, not a kubeconfig/,
  ],
  ['a mapping of something else', 'a: b', 'bad-kubeconfig', /it has no list of clusters, contexts, users/],
  [
    'no current context',
    dump(config({ more: { 'current-context': '' } })),
    'bad-kubeconfig',
    /has no current-context\. It has "ctx"\./,
  ],
  [
    'a current context that is not there',
    dump(config({ more: { 'current-context': 'gone' } })),
    'bad-kubeconfig',
    /has no context "gone"\. It has "ctx"\./,
  ],
  ['no contexts', dump(config({ more: { contexts: [] } })), 'bad-kubeconfig', /It has no contexts/],
  [
    'a context without a cluster',
    dump(config({ context: { cluster: '' } })),
    'bad-kubeconfig',
    /context "ctx" names no cluster/,
  ],
  [
    'a cluster that is not there',
    dump(config({ context: { cluster: 'gone' } })),
    'bad-kubeconfig',
    /names the cluster "gone", which is not in it/,
  ],
  [
    'a user that is not there',
    dump(config({ context: { user: 'gone' } })),
    'bad-kubeconfig',
    /names the user "gone", which is not in it/,
  ],
  ['no server', dump(config({ cluster: { server: '' } })), 'bad-kubeconfig', /cluster "c" has no server/],
  [
    'a server without a scheme',
    dump(config({ cluster: { server: 'api.example:6443' } })),
    'bad-kubeconfig',
    /"api.example:6443" is not an https:\/\/ address/,
  ],
  [
    'a password in the server',
    dump(config({ cluster: { server: 'https://u:canary-pass@api.example' } })),
    'bad-kubeconfig',
    /contains a user name or password/,
  ],
  [
    'a proxy of another kind',
    dump(config({ cluster: { 'proxy-url': 'ftp://x' } })),
    'bad-kubeconfig',
    /The proxy to https:\/\/api\.example:6443 is not/,
  ],
  [
    'a CA that is no certificate',
    dump(config({ cluster: { 'certificate-authority-data': base64('-----BEGIN x') } })),
    'bad-kubeconfig',
    /certificate-authority is not a certificate/,
  ],
  [
    'a CA that is not base64 of PEM',
    dump(config({ cluster: { 'certificate-authority-data': 'AAAA' } })),
    'bad-kubeconfig',
    /certificate-authority-data is not base64-encoded PEM/,
  ],
  [
    'a CA in a file of another machine',
    dump(
      config({
        cluster: { 'certificate-authority-data': undefined, 'certificate-authority': '/nonexistent/ca.crt' },
      }),
    ),
    'bad-kubeconfig',
    /"\/nonexistent\/ca.crt", which cannot be read on this runner/,
  ],
  ['a user without credentials', dump(config({ user: {} })), 'bad-kubeconfig', /user "u" has no credentials/],
  [
    'credentials that were redacted',
    dump(config({ user: { token: 'REDACTED' } })),
    'bad-kubeconfig',
    /were redacted when the kubeconfig was printed/,
  ],
  [
    'a CA that was left out',
    dump(config({ cluster: { 'certificate-authority-data': 'DATA+OMITTED' } })),
    'bad-kubeconfig',
    /were redacted/,
  ],
  [
    'a token with a line break',
    dump(config({ user: { token: 'canary\ntoken' } })),
    'bad-kubeconfig',
    /its token contains spaces or line breaks/,
  ],
  [
    'an expired token',
    dump(config({ user: { token: jwt(1e9) } })),
    'cluster-auth',
    /its token expired at 2001-09-09T01:46:40\.000Z/,
  ],
  [
    'a token file elsewhere',
    dump(config({ user: { tokenFile: 'token' } })),
    'bad-kubeconfig',
    /its tokenFile is the relative path "token"/,
  ],
  [
    'a token file of another machine',
    dump(config({ user: { tokenFile: '/nonexistent/token' } })),
    'bad-kubeconfig',
    /its tokenFile is the file "\/nonexistent\/token"/,
  ],
  [
    'a certificate without its key',
    dump(config({ user: { 'client-certificate-data': base64(client.certificate) } })),
    'bad-kubeconfig',
    /a client certificate without its key/,
  ],
  [
    'a key that is none',
    dump(
      config({
        user: {
          'client-certificate-data': base64(client.certificate),
          'client-key-data': base64(client.certificate),
        },
      }),
    ),
    'bad-kubeconfig',
    /client-key is not a private key/,
  ],
  [
    'a plugin of an old kind',
    dump(config({ user: { exec: { ...plugin, apiVersion: 'client.authentication.k8s.io/v1alpha1' } } })),
    'bad-kubeconfig',
    /which Kubernetes no longer supports/,
  ],
  [
    'a plugin without a command',
    dump(config({ user: { exec: { ...plugin, command: '' } } })),
    'bad-kubeconfig',
    /its exec names no command/,
  ],
  [
    'an interactive plugin',
    dump(config({ user: { exec: { ...plugin, interactiveMode: 'Always' } } })),
    'bad-kubeconfig',
    /is interactive, which is not possible here/,
  ],
  [
    'a plugin elsewhere',
    dump(config({ user: { exec: { ...plugin, command: './login.sh' } } })),
    'bad-kubeconfig',
    /relative path "\.\/login\.sh"/,
  ],
  [
    'the login of an old gcloud',
    dump(config({ user: { 'auth-provider': { name: 'gcp' } } })),
    'bad-kubeconfig',
    /auth-provider "gcp" was removed from Kubernetes in 1\.26/,
  ],
  [
    'groups of nobody',
    dump(config({ user: { token: 't0ken-aaaa', 'as-groups': ['x'] } })),
    'bad-kubeconfig',
    /has as-uid, as-groups or as-user-extra without `as`/,
  ],
  [
    'a CA and no check of it',
    dump(config({ cluster: { 'insecure-skip-tls-verify': true } })),
    'bad-kubeconfig',
    /has a certificate-authority and insecure-skip-tls-verify/,
  ],
  [
    'a CA twice',
    dump(config({ cluster: { 'certificate-authority': '/ca.crt' } })),
    'bad-kubeconfig',
    /has both certificate-authority and certificate-authority-data/,
  ],
  [
    'a token and a password',
    dump(config({ user: { token: 'canary-token-1', username: 'x', password: 'canary-pass' } })),
    'bad-kubeconfig',
    /has a password and a token/,
  ],
  [
    'a plugin and a provider',
    dump(config({ user: { exec: plugin, 'auth-provider': { name: 'oidc' } } })),
    'bad-kubeconfig',
    /has a credential plugin \(exec\) and an auth-provider/,
  ],
  [
    'a list for a token',
    dump(config({ user: { token: ['canary-token-1'] } })),
    'bad-kubeconfig',
    /: users\.u\.token is not a text\.$/,
  ],
  [
    'a text for groups',
    dump(config({ user: { token: 'canary-token-1', as: 'x', 'as-groups': 'y' } })),
    'bad-kubeconfig',
    /users\.u\.as-groups is not a list of texts/,
  ],
  [
    'a word for a truth value',
    dump(config({ cluster: { 'insecure-skip-tls-verify': 'true' } })),
    'bad-kubeconfig',
    /clusters\.c\.insecure-skip-tls-verify is not a truth value/,
  ],
  [
    'two users of the same name',
    dump(config({ more: { users: [{ name: 'u' }, { name: 'u' }] } })),
    'bad-kubeconfig',
    /users has two entries with the name "u"/,
  ],
  [
    'another version',
    dump(config({ more: { apiVersion: 'v2' } })),
    'bad-kubeconfig',
    /is a Config of version v2, not a kubeconfig/,
  ],
  [
    'a client certificate with another key',
    dump(config({ user: { 'client-certificate-data': base64(client.certificate), 'client-key-data': '' } })),
    'bad-kubeconfig',
    /a client certificate without its key/,
  ],
];

describe('a kubeconfig that is wrong', () => {
  it.each(wrong)('because it is or has %s has its own message', (_, text, code, says) => {
    const error = refusal(text);
    expect(error.message).toMatch(says);
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.hint}`).not.toMatch(/canary/);
  });

  it('because of a missing context lists the existing ones', () => {
    const contexts = Array.from({ length: 30 }, (_, index) => ({
      name: `ctx-${index}`,
      context: { cluster: 'c', user: 'u' },
    }));
    const error = refusal(dump(config({ more: { contexts } })), { context: 'prod' });
    expect(error.message).toMatch(/has no context "prod"\. It has "ctx-0", "ctx-1", .* and 10 more\.$/);
    expect(error.hint).toMatch(/Input `context` is "prod"/);
  });

  it('because it is empty mentions that pull requests from forks get no secrets', () => {
    expect(refusal('').hint).toMatch(/pull requests from forks/);
  });

  it('is never quoted', () => {
    const text = `token: canary-${otherCa.key.replaceAll('\n', ' ')}\n  bad: [indentation`;
    const error = refusal(text);
    expect(`${error.message} ${error.hint}`).not.toMatch(/canary|PRIVATE/);
    expect(error.cause).toBeUndefined();
  });
});
