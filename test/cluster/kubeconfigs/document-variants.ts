import { dump } from 'js-yaml';
import { base64, document, execGroup, plain } from './place.ts';
import type { Entry, KubeconfigCase, Surroundings, Variant } from './place.ts';

/** Parts of a kubeconfig other than its cluster and its user, and servers without TLS. */
export function plainVariants(around: Surroundings): Variant[] {
  const server = `http://127.0.0.1:${around.plainPort}`;
  const cluster = { server };
  const parts = plain(around);
  const context = (more: Entry): Entry => ({ context: { cluster: 'c', user: 'u', ...more } });
  return [
    ['in clear, without credentials', { cluster, user: {} }],
    ['in clear, with a token', { cluster }],
    ['in clear, unchecked, with a token', { cluster: { server, 'insecure-skip-tls-verify': true } }],
    ['in clear, with a password', { cluster, user: { username: 'somebody', password: 'password' } }],
    ['in clear, as somebody else', { cluster, user: { as: 'somebody', 'as-groups': ['a'] } }],
    [
      'in clear, with a plugin that is missing',
      {
        cluster,
        user: {
          exec: { apiVersion: `${execGroup}/v1`, command: 'no-such-plugin', interactiveMode: 'Never' },
        },
      },
    ],
    ['in clear, with a token file that is missing', { cluster, user: { tokenFile: 'missing' } }],
    ['in clear, with a CA', { cluster: { ...parts.cluster, server } }],
    ['in clear, of a user that is not there', { cluster, ...context({ user: 'gone' }) }],
    ['in clear, of no user', { cluster, ...context({ user: '' }) }],
    [
      'HTTPS at the port for HTTP',
      { cluster: { ...parts.cluster, server: server.replace('http', 'https') } },
    ],
    ['HTTP at the port for HTTPS', { cluster: { server: `http://127.0.0.1:${around.port}` } }],
    ['a user that is not there', context({ user: 'gone' })],
    ['no user', context({ user: '' })],
    ['a cluster that is not there', context({ cluster: 'gone' })],
    ['no cluster', context({ cluster: null })],
    ['a namespace', context({ namespace: 'bench' })],
    ['an empty namespace', context({ namespace: '', extensions: null })],
    ['another current context', { more: { 'current-context': 'gone' } }],
    ['no current context', { more: { 'current-context': '' } }],
    ['null for users', { more: { users: null } }],
    ['no contexts', { more: { contexts: [] } }],
    ['a mapping for clusters', { more: { clusters: { c: parts.cluster } } }],
    ['null for an entry', { more: { users: [null, { name: 'u', user: parts.user }] } }],
    [
      'null in an entry',
      {
        more: {
          users: [
            { name: 'x', user: null },
            { name: 'u', user: parts.user },
          ],
        },
      },
    ],
    [
      'a name twice',
      {
        more: {
          users: [
            { name: 'u', user: parts.user },
            { name: 'u', user: { token: 'other' } },
          ],
        },
      },
    ],
    [
      'another entry that is wrong',
      {
        more: {
          users: [
            { name: 'x', user: { token: ['a'] } },
            { name: 'u', user: parts.user },
          ],
        },
      },
    ],
    ['no apiVersion and kind', { more: { apiVersion: undefined, kind: undefined } }],
    ['null for apiVersion and kind', { more: { apiVersion: null, kind: null } }],
    ['empty apiVersion and kind', { more: { apiVersion: '', kind: '' } }],
    ['another apiVersion', { more: { apiVersion: 'v2' } }],
    ['another kind', { more: { kind: 'Secret' } }],
    ['preferences', { more: { preferences: { colors: true } } }],
    ['null for preferences', { more: { preferences: null, extensions: null } }],
  ];
}

/** Texts of a kubeconfig. */
export function documents(
  around: Surroundings,
): [name: string, text: string, ours?: KubeconfigCase['ours']][] {
  const good = document(plain(around));
  const yaml = dump(good);
  const json = JSON.stringify(good);
  const other = yaml.replace('token-of-user', 'token-of-another');
  const own = yaml.replace('token: token-of-user', 'token: &token token-of-user\n      <<: {as: somebody}');
  return [
    ['document: JSON', json],
    ['document: JSON with tabs', JSON.stringify(good, undefined, '\t')],
    ['document: JSON and a line end', `${json}\n\n`],
    ['document: two of JSON', `${json}\n${json}`],
    ['document: two of JSON, apart', `${json}\n---\n${json}`],
    ['document: a trailing separator', `${yaml}---\n`],
    ['document: a trailing separator and blanks', `${yaml}---   \n\n`],
    ['document: a trailing end', `${yaml}...\n`],
    ['document: a leading separator', `---\n${yaml}`],
    ['document: leading comments', `# a\n\n---\n# b\n${yaml}`],
    ['document: a directive', `%YAML 1.1\n---\n${yaml}`],
    ['document: two', `${yaml}---\n${other}`],
    ['document: another one first', `${other}---\n${yaml}`],
    ['document: an empty one first', `---\n---\n${yaml}`],
    ['document: a null first', `null\n---\n${yaml}`],
    ['document: something else behind', `${yaml}---\n- a\n`],
    ['document: broken YAML behind', `${yaml}---\na: [\n`],
    ['document: text behind an end', `${yaml}...\nhello\n`],
    ['document: separators in a text', yaml.replace('users:', 'color: |\n  a\n  ---\n  b\nusers:')],
    [
      'document: a key twice',
      yaml.replace('current-context: ctx', 'current-context: gone\ncurrent-context: ctx'),
    ],
    [
      'document: a key twice, good first',
      yaml.replace('current-context: ctx', 'current-context: ctx\ncurrent-context: gone'),
    ],
    [
      'document: a token twice',
      yaml.replace('token: token-of-user', 'token: first\n      token: token-of-user'),
    ],
    [
      'document: a key twice in JSON',
      json.replace('"current-context"', '"current-context":"gone","current-context"'),
    ],
    ['document: users twice', `${yaml}users: []\n`],
    ['document: anchors', own],
    ['document: CRLF', yaml.replaceAll('\n', '\r\n')],
    ['document: a byte order mark', `\ufeff${yaml}`],
    ['document: broken YAML', `${yaml}a: [\n`],
    ['document: a tab', `${yaml}a:\n\tb: c\n`],
    ['document: a list', `- a\n`],
    ['document: a word', `hello\n`],
    ['document: blanks', ` \n`],
    ['document: a comment', `# nothing\n`],
    ['document: base64', base64(yaml), 'usable'],
    [
      'document: yes for a truth value',
      yaml.replace(/certificate-authority-data: .*(?:\n {8}.*)*/, 'insecure-skip-tls-verify: yes'),
    ],
    ['document: unknown tags', yaml.replace('token: token-of-user', 'token: !secret token-of-user')],
    ['document: a text tag', yaml.replace('token: token-of-user', 'token: !!str token-of-user')],
  ];
}
