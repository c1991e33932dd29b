import { inputTextsType } from '../inputs/baseline-inputs-kind.ts';
import { flagsOf, keysOf } from '../inputs/flags.ts';
import { inputVariable } from '../inputs/types.ts';
import type { InputRow } from '../inputs/row.ts';
import { modes } from '../modes/table.ts';
import type { Clean, KnownSecrets } from '../base/clean.ts';
import { shellWord } from '../base/shell-word.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The commands that repeat this step on another machine. Keys are named, never shown.
 * @param verb mode of the step
 * @param env of the step
 * @param secrets.clean replaces them wherever they occur, such as the signature in an address
 */
export function reproduceCommand(verb: string, env: Env, { clean }: KnownSecrets): Clean<string> {
  const repository = env['GITHUB_ACTION_REPOSITORY'] || 'clawbench/k8s-action';
  const ref = env['GITHUB_ACTION_REF'] ?? '';
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  const mode = modes[verb]!;
  const flags = flagsOf(mode).flatMap(([name, row]) => flagsFor(name, row, env));
  const keys = keysOf(mode)
    .filter(([name, row]) => given(name, row, env) !== '')
    .map(([, row]) => ` ${row.env}=…`);
  const needsArtifact = flags.includes(BASELINE);
  const commands = [
    `git clone ${shellWord(`${server}/${repository}`)} k8s-action`,
    ...(ref === '' ? [] : [`git -C k8s-action checkout ${shellWord(ref)}`]),
    `export KUBECONFIG=…${keys.join('')}`,
    ...(needsArtifact ? ['# Unpack the artifact this was compared with into ./baseline'] : []),
    [`node k8s-action/dist/cli.js ${verb}`, ...flags].join(' \\\n  '),
  ].join('\n');
  return clean(commands);
}

const BASELINE = '--baseline ./baseline';

function flagsFor(name: string, row: InputRow, env: Env): string[] {
  const text = given(name, row, env);
  // Of the ways to a cluster, only a new one can be had on any machine.
  const isLeftOut = row.circumstantial === true && text !== 'kind';
  if (text === '' || text === row.default || isLeftOut) return [];
  // The lines of a mapping belong together.
  const isList = row.lines === true && row.kind.type !== inputTextsType;
  const values = isList ? text.split(/\s*\n\s*/) : [text];
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
