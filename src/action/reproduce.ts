import type { Clean, KnownSecrets } from '../base/clean.ts';
import { flagsOf, keysOf } from '../inputs/flags.ts';
import { inputVariable } from '../inputs/types.ts';
import type { InputRow } from '../inputs/row.ts';
import { shellWord } from '../base/shell-word.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Flags that change nothing about the result, or mean another thing on another machine. */
const left = new Set(['kubeconfig', 'context', 'cluster', 'cleanup', 'label', 'artifact-content', 'resume']);

const evalVerb = { mode: 'eval', operands: null } as const;

/**
 * The commands by which anybody makes the eval of this step again, on their own machine. Keys are named, never told.
 * @param env of the step
 * @param secrets hidden wherever they stand, such as the signature in an address
 */
export function reproduceCommand(env: Env, secrets: KnownSecrets): Clean<string> {
  const repository = env['GITHUB_ACTION_REPOSITORY'] || 'clawbench/k8s-action';
  const ref = env['GITHUB_ACTION_REF'] ?? '';
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  const flags = flagsOf(evalVerb).flatMap(([name, row]) => flagsFor(name, row, env));
  const keys = keysOf(evalVerb)
    .filter(([name, row]) => given(name, row, env) !== '')
    .map(([, row]) => ` ${row.env}=…`);
  const needsArtifact = flags.includes(BASELINE);
  const commands = [
    `git clone ${shellWord(`${server}/${repository}`)} k8s-action`,
    ...(ref === '' ? [] : [`git -C k8s-action checkout ${shellWord(ref)}`]),
    `export KUBECONFIG=…${keys.join('')}`,
    ...(needsArtifact ? ['# Unpack the artifact this was compared with into ./baseline'] : []),
    ['node k8s-action/dist/cli.js eval', ...flags].join(' \\\n  '),
  ].join('\n');
  return secrets.clean(commands);
}

const BASELINE = '--baseline ./baseline';

function flagsFor(name: string, row: InputRow, env: Env): string[] {
  const text = given(name, row, env);
  if (text === '' || text === row.default || (left.has(name) && text !== 'kind')) return [];
  const values = row.lines === true ? text.split(/\s*\n\s*/) : [text];
  return values.map((value) =>
    name === 'baseline' && /^artifact(:|$)/.test(value)
      ? BASELINE
      : // Apart from its flag, what begins with a dash would be taken for a flag itself.
        `--${name}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`,
  );
}

/** As it was written; empty if it was not. */
function given(name: string, row: InputRow, env: Env): string {
  const variables = [inputVariable(name), ...(row.env === undefined ? [] : [row.env])];
  return variables.map((variable) => env[variable]?.trim() ?? '').find((text) => text !== '') ?? '';
}
