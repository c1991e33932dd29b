import { join } from 'node:path';
import { base64, execGroup } from './place.ts';
import type { Entry, Surroundings, Variant } from './place.ts';

const textFields = [
  'client-certificate',
  'client-certificate-data',
  'client-key',
  'client-key-data',
  'tokenFile',
  'as',
  'as-uid',
  'username',
  'password',
];
const otherFields = ['as-groups', 'as-user-extra', 'auth-provider', 'exec', 'extensions'];

/** Whole users. */
export function userVariants({ directory, certificates }: Surroundings): Variant[] {
  const { client, ca, otherCa } = certificates;
  const token = { token: 'token-of-user' };
  const certificate = { 'client-certificate-data': base64(client.certificate) };
  const key = { 'client-key-data': base64(client.key) };
  const each = (fields: readonly string[], value: unknown): Entry =>
    Object.fromEntries(fields.map((field) => [field, value]));
  const plugin = (name: string, more: Entry = {}): Entry => ({
    exec: {
      apiVersion: `${execGroup}/v1`,
      command: `./plugin-${name}`,
      interactiveMode: 'IfAvailable',
      ...more,
    },
  });
  return [
    ['a token', token],
    ['a token and empty fields', { ...each(textFields, ''), ...token }],
    ['a token and nulls', { ...each([...textFields, ...otherFields], null), ...token }],
    ['a token and empty objects', { ...token, 'as-user-extra': {}, 'as-groups': [], extensions: [] }],
    ['a token and a key', { ...token, ...key }],
    ['a token and a certificate for a key', { ...token, 'client-key-data': base64(ca.certificate) }],
    ['a token and a key that is none', { ...token, 'client-key-data': base64('hello') }],
    ['a token and a key that is not base64', { ...token, 'client-key-data': '***' }, 'usable'],
    ['a token and a key file that is missing', { ...token, 'client-key': 'missing.key' }],
    [
      'a token and a certificate file that is missing',
      { ...token, 'client-certificate': 'missing.crt', ...key },
    ],
    ['a token and a certificate without its key', { ...token, ...certificate }],
    ['a token and a certificate', { ...token, ...certificate, ...key }],
    ['a number for a token', { token: 12345678 }],
    ['a list for a token', { token: ['a'] }],
    ['a truth value for a token', { token: true }],
    ['a token with a line end', { token: 'token-of-user\n' }, 'usable'],
    ['a token with a blank', { token: 'token of user' }, 'unusable'],
    ['a certificate', { ...certificate, ...key }],
    ['a certificate and empty fields', { ...each(textFields, ''), token: '', ...certificate, ...key }],
    ['a certificate in files', { 'client-certificate': 'client.crt', 'client-key': './client.key' }],
    ['a certificate in a file, its key not', { 'client-certificate': 'client.crt', ...key }],
    ['a certificate twice', { ...certificate, ...key, 'client-certificate': 'client.crt' }],
    ['a key twice', { ...certificate, ...key, 'client-key': 'client.key' }],
    ['a certificate without its key', certificate],
    ['a key without its certificate', key],
    ['a certificate with the key of another', { ...certificate, 'client-key-data': base64(otherCa.key) }],
    ['a certificate that is none', { 'client-certificate-data': base64('hello'), ...key }],
    [
      'a certificate that another CA signed',
      { 'client-certificate-data': base64(otherCa.certificate), 'client-key-data': base64(otherCa.key) },
    ],
    ['a name and a password', { username: 'ünï:cöde', password: 'pass:wörd' }],
    ['a name alone', { username: 'somebody' }],
    ['a password alone', { password: 'password' }],
    ['a password and a token', { username: 'somebody', password: 'password', ...token }],
    ['a password and a certificate', { username: 'somebody', password: 'password', ...certificate, ...key }],
    ['a token file', { tokenFile: 'token' }],
    ['a token file with a line end', { tokenFile: 'token-line' }],
    ['a token file and a token', { tokenFile: 'token', ...token }],
    ['a token file and a password', { tokenFile: 'token', username: 'somebody', password: 'password' }],
    ['a token file that is missing', { tokenFile: 'missing' }],
    ['a token file that is missing, and a token', { tokenFile: 'missing', ...token }],
    ['an empty token file', { tokenFile: 'nothing' }],
    ['an empty token file and a token', { tokenFile: 'nothing', ...token }],
    ['a directory for a token file', { tokenFile: 'folder' }],
    ['a plugin', plugin('token')],
    ['a plugin in another directory', plugin('token', { command: join(directory, 'plugin-token') })],
    ['a plugin with a certificate', plugin('certificate')],
    ['a plugin with a token and a certificate', plugin('both')],
    ['a plugin with a token and half a certificate', plugin('half')],
    ['a plugin without a credential', plugin('empty')],
    ['a plugin and a token', { ...plugin('token'), ...token }],
    ['a plugin and a token file', { ...plugin('token'), tokenFile: 'token' }],
    ['a plugin and a certificate', { ...plugin('token'), ...certificate, ...key }],
    ['a plugin and a password', { ...plugin('token'), username: 'somebody', password: 'password' }],
    ['a plugin and empty fields', { ...each(textFields, ''), token: '', ...plugin('token') }],
    [
      'a plugin with nulls',
      plugin('token', { args: null, env: null, installHint: null, provideClusterInfo: null }),
    ],
    ['a plugin that is missing', plugin('missing')],
    ['a plugin that is missing, and a token', { ...plugin('missing'), ...token }],
    ['a plugin without a command', plugin('token', { command: '' })],
    ['a plugin without a command, and a token', { ...plugin('token', { command: '' }), ...token }],
    ['a plugin without an apiVersion', plugin('token', { apiVersion: '' })],
    ['a plugin of an old kind', plugin('token', { apiVersion: `${execGroup}/v1alpha1` })],
    [
      'a plugin of an old kind, and a token',
      { ...plugin('token', { apiVersion: `${execGroup}/v1alpha1` }), ...token },
    ],
    ['a plugin of the kind before', plugin('token', { apiVersion: `${execGroup}/v1beta1` }), 'usable'],
    ['a plugin without a mode', plugin('token', { interactiveMode: undefined }), 'usable'],
    ['a plugin that never asks', plugin('token', { interactiveMode: 'Never' })],
    ['a plugin that always asks', plugin('token', { interactiveMode: 'Always' })],
    ['a plugin of an unknown mode', plugin('token', { interactiveMode: 'Sometimes' })],
    ['a plugin with a variable without a name', plugin('token', { env: [{ name: '', value: 'x' }] })],
    ['a plugin and a provider', { ...plugin('token'), 'auth-provider': { name: 'oidc' } }],
    ['nothing for a plugin, and a token', { exec: null, ...token }],
    ['an empty plugin, and a token', { exec: {}, ...token }],
    ['the login of an old gcloud', { 'auth-provider': { name: 'gcp' } }],
    ['the login of an old gcloud, and a token', { 'auth-provider': { name: 'gcp' }, ...token }],
    ['no credentials', {}],
    ['empty credentials', { ...each(textFields, ''), token: '' }],
    ['somebody else', { ...token, as: 'somebody' }],
    ['somebody else with groups', { ...token, as: 'somebody', 'as-groups': ['a', 'b c'] }],
    [
      'somebody else with everything',
      {
        ...token,
        as: 'somebody',
        'as-uid': 'u-1',
        'as-groups': ['a'],
        'as-user-extra': { scopes: ['x', 'y'], 'example.org/Key%': ['z'], empty: [] },
      },
    ],
    ['groups of nobody', { ...token, 'as-groups': ['a'] }],
    ['a UID of nobody', { ...token, 'as-uid': 'u-1' }],
    ['more of nobody', { ...token, 'as-user-extra': { scopes: ['x'] } }],
    ['empty more of nobody', { ...token, 'as-user-extra': { scopes: [] } }],
    ['a text for groups', { ...token, 'as-groups': 'a' }],
    ['a text for more', { ...token, as: 'somebody', 'as-user-extra': { scopes: 'x' } }],
    ['somebody else, by a certificate', { ...certificate, ...key, as: 'somebody', 'as-groups': ['a'] }],
    ['somebody else, by a plugin', { ...plugin('token'), as: 'somebody' }],
    ['fields nobody knows', { ...token, color: 'red' }],
  ];
}
