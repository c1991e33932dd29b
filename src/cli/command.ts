import { ActionError } from '../base/errors.ts';
import { meant } from '../base/nearest.ts';
import { modes } from '../modes/table.ts';
import { completionVerb, isShell, type Shell, shells } from './completion.ts';
import { parseFlags, switches, takesValue } from './flags.ts';

/** One verb to perform, with the inputs that a flag of deploy.sh decides. */
export interface Step {
  verb: string;
  preset: Readonly<Record<string, string>>;
}

/** Verbs to perform, whose flags are not read yet. */
export interface Command {
  /** One after the other. */
  steps: readonly Step[];
  /** For all steps. */
  args: readonly string[];
  /** What was written in place of a verb of the action: `deploy-sh`, a flag of deploy.sh, or nothing. */
  by?: string;
}

/** What a command line asks for. */
export type Request =
  | { kind: 'help'; topic: string; isComplete: boolean }
  | { kind: 'version' }
  | { kind: 'script'; shell: Shell }
  | { kind: 'complete'; words: readonly string[] }
  | ({ kind: 'command' } & Command);

/** The verbs that only the command line has, for the help and for completion. */
export const ownVerbs = {
  'deploy-sh': "does what ClawBench's deploy.sh did, by its flags and variables",
  completion: `prints the completion script of a shell: ${shells.join(', ')}`,
  help: 'shows the flags of a verb',
  version: 'prints the version',
} as const;

/** What each flag of ClawBench's deploy.sh does, for the help. */
export const deployFlags = {
  'openclaw-only': 'deploys OpenClaw alone',
  'mlflow-only': 'deploys MLflow alone',
  'add-sidecar': 'starts an evaluation in the deployed OpenClaw, and returns',
  'remove-sidecar': 'stops that evaluation and leaves OpenClaw as it was',
  logs: 'follows the log of the evaluation',
  teardown: 'deletes what was deployed, except MLflow',
} as const;

type DeployFlag = keyof typeof deployFlags;

const stepOf: Readonly<Record<DeployFlag, Step>> = {
  'openclaw-only': { verb: 'deploy', preset: { components: 'openclaw' } },
  'mlflow-only': { verb: 'deploy', preset: { components: 'mlflow' } },
  'add-sidecar': { verb: 'attach', preset: { openclaw: 'existing', detach: 'true' } },
  'remove-sidecar': { verb: 'detach', preset: {} },
  logs: { verb: 'logs', preset: {} },
  teardown: { verb: 'teardown', preset: {} },
};

/** OpenClaw, MLflow unless a server is named, and a detached evaluation. */
const fullMode: readonly Step[] = [{ verb: 'deploy', preset: {} }, stepOf['add-sidecar']];

/** The variable that deploy.sh cannot do without. */
const DEPLOY_SH_VARIABLE = 'CLAWBENCH_NAMESPACE';

/** Who started the program. */
export interface Caller {
  /** Whether a person sits at a terminal. */
  isTerminal: boolean;
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads what to do: a verb, or a flag of deploy.sh in its place.
 * @throws ActionError `bad-input`; no value of a flag is in it, since it might be a key
 */
export function readRequest(args: readonly string[], caller: Caller): Request {
  const [first = '', ...rest] = args;
  if (first === completionVerb) return { kind: 'complete', words: rest };
  const asked = switchesIn(args);
  const has = (...flags: string[]): boolean => flags.some((flag) => asked.includes(flag));
  if (has('-h', '--help', '--help-all') || first === 'help')
    return { kind: 'help', topic: topicOf(args), isComplete: has('--help-all') };
  if (has('-v', '--version') || first === 'version') return { kind: 'version' };
  if (first === 'completion') return { kind: 'script', shell: shellOf(rest) };
  if (first === 'deploy-sh') return { kind: 'command', ...readDeploySh(rest, first) };
  if (first === '' || first.startsWith('-')) return withoutVerb(args, caller);
  if (Object.hasOwn(modes, first))
    return { kind: 'command', steps: [{ verb: first, preset: {} }], args: rest };
  throw noSuchVerb(first);
}

/** Arguments that are not the value of a flag before them: a label of `--help` must not end a gate with exit code 0. */
function switchesIn(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const flags = end < 0 ? args : args.slice(0, end);
  return flags.filter((_, index) => !takesValue(flags[index - 1] ?? ''));
}

/** @throws ActionError if `help` is asked for a verb that does not exist */
function topicOf([first = '', ...rest]: readonly string[]): string {
  const topic = (first === 'help' ? rest : [first]).find((word) => !word.startsWith('-')) ?? '';
  if (topic === '' || isVerb(topic)) return topic;
  throw noSuchVerb(topic);
}

function isVerb(word: string): boolean {
  return Object.hasOwn(modes, word) || Object.hasOwn(ownVerbs, word);
}

function noSuchVerb(word: string): ActionError {
  const verbs = [...Object.keys(modes), ...Object.keys(ownVerbs)];
  const near = meant(word, verbs);
  return near === undefined
    ? usage(`There is no verb "${word}".`, `Write one of ${verbs.join(', ')}; see clawbench-k8s --help.`)
    : usage(`There is no verb "${word}": did you mean ${near}?`);
}

function shellOf([shell = '']: readonly string[]): Shell {
  if (isShell(shell)) return shell;
  throw usage(
    `Write the shell to complete in: clawbench-k8s completion ${shells.join('|')}.`,
    'See clawbench-k8s completion --help.',
  );
}

/** Flags of deploy.sh, or its full mode if there is none. */
function readDeploySh(args: readonly string[], by?: string): Command {
  const asked = [...new Set(args.filter(isDeployFlag))];
  const others = args.filter((arg) => !isDeployFlag(arg));
  if (asked.length > 1) throw usage(`${asked.join(' and ')} are two commands: write one of them.`);
  const [flag] = asked;
  if (flag !== undefined) return { steps: [stepOf[nameOf(flag)]], args: others, by: flag };
  return { steps: fullMode, args: others, ...(by === undefined ? {} : { by }) };
}

/**
 * deploy.sh deploys when it is called without anything. Here that needs its variable, and that nobody sits at a
 * terminal: a person who types the bare name wants to see what it can do.
 */
function withoutVerb(args: readonly string[], { isTerminal, env }: Caller): Request {
  if (args.some(isDeployFlag)) return { kind: 'command', ...readDeploySh(args) };
  const flags = args.filter((arg) => !Object.keys(switches).includes(arg.slice(2)));
  if (flags.length === 0) {
    if (isTerminal) return { kind: 'help', topic: '', isComplete: false };
    if ((env[DEPLOY_SH_VARIABLE] ?? '').trim() !== '') return { kind: 'command', ...readDeploySh(args) };
    throw usage(
      'Write a verb, for example clawbench-k8s eval.',
      `Without a verb it does what deploy.sh did, and needs ${DEPLOY_SH_VARIABLE} for that; see clawbench-k8s --help.`,
    );
  }
  const verb = args.find((arg) => isVerb(arg));
  if (verb !== undefined) throw usage(`The verb comes first: clawbench-k8s ${verb}, then the flags.`);
  // Says what is wrong with the flags themselves, if anything is.
  parseFlags(Object.values(modes), args, { also: Object.keys(deployFlags) });
  throw usage('Write a verb before the flags, for example clawbench-k8s eval.');
}

/**
 * The texts of the inputs of a step. Inputs that a flag of deploy.sh decides cannot be overridden.
 * @throws ActionError `bad-input`
 */
export function inputsOfStep(
  { preset }: Step,
  given: Readonly<Record<string, string>>,
  by: string | undefined,
): Record<string, string> {
  for (const [name, text] of Object.entries(preset)) {
    if ((given[name] ?? text).toLowerCase() === text) continue;
    throw by?.startsWith('-') === true
      ? usage(`--${name} contradicts ${by}: remove one of them.`)
      : usage(`--${name} contradicts deploy-sh, which needs ${text}: write another verb, or remove it.`);
  }
  return { ...given, ...preset };
}

type Dashed = `--${DeployFlag}`;

function isDeployFlag(arg: string): arg is Dashed {
  return arg.startsWith('--') && Object.hasOwn(deployFlags, arg.slice(2));
}

function nameOf(flag: Dashed): DeployFlag {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its type says so
  return flag.slice(2) as DeployFlag;
}

function usage(message: string, hint = 'See clawbench-k8s --help for all verbs and flags.'): ActionError {
  return new ActionError('bad-input', message, { hint });
}
