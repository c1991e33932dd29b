import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { dump } from 'js-yaml';
import { clusterVariants } from './cluster-variants.ts';
import { documents, plainVariants } from './document-variants.ts';
import { document, file, plain, proxiedName, writeFiles } from './place.ts';
import type { KubeconfigCase, Surroundings, Variant } from './place.ts';
import { userVariants } from './user-variants.ts';

/** Every variant of every feature, each in a kubeconfig that is otherwise plain. */
export function kubeconfigCases(around: Surroundings): KubeconfigCase[] {
  writeFiles(around);
  return [
    ...clusterVariants(around).map((variant) => single(around, 'cluster', variant)),
    ...userVariants(around).map((variant) => single(around, 'user', variant)),
    ...plainVariants(around).map((variant) => single(around, 'whole', variant)),
    ...documents(around).map(([name, text, ours]) => file(around, name, text, { ours })),
    ...lists(around),
    ...systemStores(around),
    ...proxies(around),
  ];
}

function single(
  around: Surroundings,
  feature: 'cluster' | 'user' | 'whole',
  variant: Variant,
): KubeconfigCase {
  const [name, value, ours] = variant;
  const parts = plain(around);
  const changed = {
    cluster: { ...parts, cluster: { ...parts.cluster, ...value } },
    user: { ...parts, user: value },
    whole: { ...parts, ...value },
  }[feature];
  return file(around, `${feature}: ${name}`, dump(document(changed)), { ours });
}

function lists(around: Surroundings): KubeconfigCase[] {
  const { directory } = around;
  const parts = plain(around);
  const at = (name: string): string => join(directory, name);
  const write = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const whole = document(parts);
  const good = write('good.yaml', dump(whole));
  const nulls = write(
    'nulls.yaml',
    'apiVersion: v1\nkind: Config\nclusters: null\ncontexts: null\nusers: null\ncurrent-context: ""\n',
  );
  const contexts = write('contexts.yaml', dump({ contexts: whole['contexts'], 'current-context': 'ctx' }));
  const clusters = write('clusters.yaml', dump({ clusters: whole['clusters'] }));
  const users = write('users.yaml', dump({ users: whole['users'] }));
  const otherUser = write(
    'other-user.yaml',
    dump(document({ ...parts, user: { username: 'a', password: 'b' } })),
  );
  const otherContext = write(
    'other-context.yaml',
    dump(document({ ...parts, more: { 'current-context': 'gone' } })),
  );
  const empty = write('empty.yaml', '');
  const blank = write('blank.yaml', ' \n');
  const word = write('word.yaml', 'hello\n');
  const kind = write('kind.yaml', 'apiVersion: v1\nkind: Secret\n');
  const partial = write('partial.yaml', 'apiVersion: v1\nkind: Config\n');
  const list = (...files: string[]): string => files.join(delimiter);
  const rows: [name: string, kubeconfig: string][] = [
    ['missing, good', list(at('gone.yaml'), good)],
    ['good, missing', list(good, at('gone.yaml'))],
    ['a missing directory, good', list(at('gone/config'), good)],
    ['through a file, good', list(`${good}/config`, good)],
    ['nulls, good', list(nulls, good)],
    ['good, nulls', list(good, nulls)],
    ['empty, good', list(empty, good)],
    ['good, empty', list(good, empty)],
    ['blank, good', list(blank, good)],
    ['partial, good', list(partial, good)],
    ['contexts, good', list(contexts, good)],
    ['parts', list(contexts, clusters, users)],
    ['parts in another order', list(users, at('gone.yaml'), clusters, contexts)],
    ['parts without users', list(contexts, clusters)],
    ['contexts alone', contexts],
    ['empty names', list('', good, '')],
    ['good twice', list(good, good)],
    ['good, other user', list(good, otherUser)],
    ['other user, good', list(otherUser, good)],
    ['good, other context', list(good, otherContext)],
    ['other context, good', list(otherContext, good)],
    ['missing alone', at('gone.yaml')],
    ['missing twice', list(at('gone.yaml'), at('away.yaml'))],
    ['empty alone', empty],
    ['nulls alone', nulls],
    ['a word, good', list(word, good)],
    ['good, a word', list(good, word)],
    ['another kind, good', list(kind, good)],
    ['a directory, good', list(at('folder'), good)],
  ];
  return rows.map(([name, kubeconfig]) => ({ name: `list: ${name}`, kubeconfig, env: {}, ours: undefined }));
}

function systemStores(around: Surroundings): KubeconfigCase[] {
  const parts = plain(around);
  const text = dump(document({ ...parts, cluster: { server: `https://127.0.0.1:${around.port}` } }));
  const at = (name: string): string => join(around.directory, name);
  for (const name of ['root', 'other']) {
    mkdirSync(at(`store-${name}`));
    copyFileSync(at(`${name}.crt`), join(at(`store-${name}`), 'ca.pem'));
  }
  const rows: [name: string, env: Record<string, string>][] = [
    ...['root', 'intermediate', 'server', 'other'].map((name): [string, Record<string, string>] => [
      `a file with ${name}`,
      { SSL_CERT_FILE: at(`${name}.crt`) },
    ]),
    ['a directory', { SSL_CERT_DIR: at('store-root') }],
    ['another directory', { SSL_CERT_DIR: at('store-other') }],
    ['directories', { SSL_CERT_DIR: [at('gone'), at('store-other'), at('store-root')].join(delimiter) }],
    ['other directories', { SSL_CERT_DIR: [at('store-other'), at('gone')].join(delimiter) }],
  ];
  return rows.map(([name, env]) => file(around, `store: ${name}`, text, { env }));
}

function proxies(around: Surroundings): KubeconfigCase[] {
  const { proxyUrl: good, deadUrl: dead, port } = around;
  const parts = plain(around);
  const cluster = { ...parts.cluster, server: `https://${proxiedName}:${port}` };
  const text = dump(document({ ...parts, cluster }));
  const rows: [name: string, env: Record<string, string>][] = [
    ['upper case', { HTTPS_PROXY: good }],
    ['lower case', { https_proxy: good }],
    ['upper case first', { HTTPS_PROXY: good, https_proxy: dead }],
    ['lower case second', { HTTPS_PROXY: dead, https_proxy: good }],
    ['empty lower case', { HTTPS_PROXY: good, https_proxy: '' }],
    ['empty upper case', { HTTPS_PROXY: '', https_proxy: good }],
    ['excepted', { HTTPS_PROXY: good, NO_PROXY: '.example.test' }],
    ['excepted by lower case', { HTTPS_PROXY: good, no_proxy: 'api.example.test' }],
    ['an empty exception before one', { HTTPS_PROXY: good, no_proxy: '', NO_PROXY: 'example.test' }],
    ['an empty upper-case exception', { HTTPS_PROXY: good, NO_PROXY: '', no_proxy: '*' }],
    ['upper-case exceptions first', { HTTPS_PROXY: good, NO_PROXY: 'x', no_proxy: '*' }],
    ['of HTTP', { HTTP_PROXY: good }],
    ['without a scheme', { HTTPS_PROXY: good.replace('http://', '') }],
    ['that is no address', { HTTPS_PROXY: 'http://[' }],
    ['none', {}],
  ];
  return rows.map(([name, env]) => file(around, `proxy: ${name}`, text, { env }));
}
