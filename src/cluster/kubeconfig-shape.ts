import { isObject } from '../base/json.ts';
import { asString } from './mapping.ts';
import type { Mapping } from './mapping.ts';

/** What is expected in a field, as in "is not a text". Null stands for an empty one everywhere. */
type Shape =
  | 'text'
  | 'name'
  | 'truth value'
  | 'list'
  | 'list of texts'
  | 'mapping'
  | 'mapping of texts'
  | 'mapping of lists of texts';

type Fields = Readonly<Record<string, Shape>>;

const tests: Record<Shape, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  // kubectl refuses numbers; as a name one can only mean its digits.
  name: (value) => typeof value === 'string' || typeof value === 'number',
  'truth value': (value) => typeof value === 'boolean',
  list: Array.isArray,
  'list of texts': (value) => Array.isArray(value) && value.every(isText),
  mapping: isObject,
  'mapping of texts': (value) => isObject(value) && Object.values(value).every(isText),
  'mapping of lists of texts': (value) =>
    isObject(value) && Object.values(value).every((list) => list === null || tests['list of texts'](list)),
};

const ofDocument: Fields = { clusters: 'list', contexts: 'list', users: 'list', 'current-context': 'name' };

const ofEntry: Record<'cluster' | 'context' | 'user', Fields> = {
  cluster: {
    server: 'text',
    'tls-server-name': 'text',
    'insecure-skip-tls-verify': 'truth value',
    'certificate-authority': 'text',
    'certificate-authority-data': 'text',
    'proxy-url': 'text',
    'disable-compression': 'truth value',
    extensions: 'list',
  },
  context: { cluster: 'name', user: 'name', namespace: 'name', extensions: 'list' },
  user: {
    'client-certificate': 'text',
    'client-certificate-data': 'text',
    'client-key': 'text',
    'client-key-data': 'text',
    token: 'text',
    tokenFile: 'text',
    as: 'text',
    'as-uid': 'text',
    'as-groups': 'list of texts',
    'as-user-extra': 'mapping of lists of texts',
    username: 'text',
    password: 'text',
    'auth-provider': 'mapping',
    exec: 'mapping',
    extensions: 'list',
  },
};

const ofExec: Fields = {
  command: 'text',
  args: 'list of texts',
  env: 'list',
  apiVersion: 'text',
  installHint: 'text',
  provideClusterInfo: 'truth value',
  interactiveMode: 'text',
};

const ofProvider: Fields = { name: 'text', config: 'mapping of texts' };

/** The first field of a kubeconfig that holds something else than kubectl takes, as in `users.ci.token is not a text`. */
export function shapeProblem(document: Mapping): string | undefined {
  return (
    problemIn(document, ofDocument, '') ??
    (['cluster', 'context', 'user'] as const).map((kind) => entriesProblem(document, kind)).find(Boolean)
  );
}

function entriesProblem(document: Mapping, kind: keyof typeof ofEntry): string | undefined {
  const list = document[`${kind}s`];
  const names = new Set<unknown>();
  for (const item of Array.isArray(list) ? list : []) {
    if (item === null) continue;
    if (!isObject(item)) return `an entry of ${kind}s is not a mapping`;
    const name = asString(item['name']) ?? '';
    if (names.has(name)) return `${kind}s has two entries with the name ${JSON.stringify(name)}`;
    names.add(name);
    const problem = entryProblem(item[kind] ?? {}, kind, `${kind}s.${name}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function entryProblem(entry: unknown, kind: keyof typeof ofEntry, where: string): string | undefined {
  if (!isObject(entry)) return `${where} is not a mapping`;
  const { exec, 'auth-provider': provider } = entry;
  return (
    problemIn(entry, ofEntry[kind], `${where}.`) ??
    (isObject(exec) ? problemIn(exec, ofExec, `${where}.exec.`) : undefined) ??
    (isObject(provider) ? problemIn(provider, ofProvider, `${where}.auth-provider.`) : undefined)
  );
}

function problemIn(mapping: Mapping, fields: Fields, where: string): string | undefined {
  const wrong = Object.entries(fields).find(
    ([field, shape]) => (mapping[field] ?? null) !== null && !tests[shape](mapping[field]),
  );
  return wrong && `${where}${wrong[0]} is not a ${wrong[1]}`;
}

function isText(value: unknown): boolean {
  return value === null || tests.text(value);
}
