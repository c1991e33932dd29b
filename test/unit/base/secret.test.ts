import { describe, expect, test } from 'vitest';
import { secretsOf } from '../../../src/cluster/secrets.ts';
import { errorCodes } from '../../../src/base/errors.ts';
import { loadMaskedInputs } from '../../../src/inputs/load.ts';
import { modes } from '../../../src/modes/table.ts';
import { inputVariable } from '../../../src/inputs/types.ts';
import {
  isStandIn,
  passwordsIn,
  proxyPasswords,
  secretLines,
  withoutLogins,
} from '../../../src/base/secret.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';

describe('a value is not a secret', () => {
  test.each(['short', 'changeme', 'REDACTED', 'DATA+OMITTED', 'inconclusive', ...Object.keys(errorCodes)])(
    'if it is %s',
    (value) => {
      expect(isStandIn(value)).toBe(true);
      expect(secretLines([value])).toEqual([]);
    },
  );

  test('if it is the frame of a key or a short line of it', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\r\n  MIIEvQIBADANBgkq\r\nabc=\r\n-----END PRIVATE KEY-----\n';
    expect(secretLines([pem, pem])).toEqual(['MIIEvQIBADANBgkq']);
  });
});

describe('an address', () => {
  test.each([
    ['https://me:hunter2@host/x', 'https://***@host/x'],
    ['no proxy http://me:a/b?c#d@host:3128, sorry', 'no proxy http://***@host:3128, sorry'],
    ['"socks5://:pw@h" and (https://a:b@c)', '"socks5://***@h" and (https://***@c)'],
    ['https://ghs_0123456789@github.com/a/b', 'https://***@github.com/a/b'],
  ])('%s loses user and password', (text, clean) => {
    expect(withoutLogins(text)).toBe(clean);
  });

  test.each([
    'https://host:8080/path?mail=a@b',
    'http://host:80, then a@b.c',
    'https://host/@scope/package@1.0.0',
    'docker-pullable://openclaw@sha256:0a1b',
    'docker-pullable://busybox:1.36@sha256:0a1b',
    'oci://ghcr.io:443/openclaw/openclaw:1@sha256:0a1b',
    '{"url":"http://a:1","to":"b@c"}',
    'me:hunter2@host is no address',
  ])('%s stays as it is', (text) => {
    expect(withoutLogins(text)).toBe(text);
    expect(passwordsIn(text)).toEqual([]);
  });

  test('gives its password decoded, and also as written if that is unusual', () => {
    expect(passwordsIn('http://u:p%40ss-word@h')).toEqual(['p@ss-word']);
    expect(passwordsIn('http://u:p!ss%-word@h')).toEqual(['p!ss%-word', 'p!ss%-word']);
    expect(passwordsIn('http://u:%70ass-word@h')).toEqual(['pass-word', '%70ass-word']);
  });
});

test('the proxies of the environment give their passwords, with a scheme or without', () => {
  const env = {
    HTTPS_PROXY: 'http://u:first-password@p:1',
    http_proxy: 'u:second-password@p:1',
    ALL_PROXY: 'socks5://u:third-password@p',
    CLAWBENCH_HTTPS_PROXY: 'http://u:fourth-password@p',
    NO_PROXY: 'a:b@c',
    PROXY_MODE: 'http://u:other-password@p',
  };
  expect(proxyPasswords(env)).toEqual([
    'first-password',
    'second-password',
    'third-password',
    'fourth-password',
  ]);
});

test('arguments of a credential plugin that are named like secrets are secrets, in one item or in two', () => {
  const args = [
    ['get-token'],
    ['--client-secret', 'secret-of-two-items'],
    ['--token=secret-of-one-item'],
    ['-password', '-begins-with-a-dash'],
    ['--use-keychain', '--server-id', 'public-server-id'],
    ['--private-key-file', '/home/me/key.pem'],
    ['https://me:secret-of-address@login.example.com'],
    ['--client-secret'],
  ].flat();
  const user = { name: 'u', user: { exec: { command: 'kubelogin', args } } };
  const kubeconfig = { clusters: [], contexts: [], users: [user] };
  expect(secretsOf(JSON.stringify(kubeconfig))).toEqual([
    'secret-of-two-items',
    'secret-of-one-item',
    '-begins-with-a-dash',
    'secret-of-address',
  ]);
});

describe('the secrets of a step', () => {
  const password = 'password-of-address';
  const env = (more: Record<string, string>): Record<string, string> => {
    const written = { kubeconfig: 'x', 'openai-api-key': 'sk-canary-0123456789', ...more };
    const inputs = Object.entries(written).map(([name, text]) => [inputVariable(name), text]);
    return { ...Object.fromEntries(inputs), https_proxy: 'me:password-of-proxy@p:1' };
  };

  test('are masked, those of its proxy included', () => {
    const log = recordingLog();
    loadMaskedInputs(env({}), modes, log, 'workflow');
    expect(log.masked).toEqual(['sk-canary-0123456789', 'password-of-proxy']);
  });

  test.each([
    { 'openai-api-base': `https://me:${password}@host/v1` },
    { runs: 'sk-canary-0123456789' },
    { runs: 'password-of-proxy' },
  ])('are in no error about a wrong input: %o', (wrong) => {
    const log = recordingLog();
    const load = (): unknown => loadMaskedInputs(env(wrong), modes, log, 'workflow');
    expect(load).toThrow('***');
    expect(load).not.toThrow(/canary|password-of/);
    expect(log.masked).toEqual([]);
  });
});
