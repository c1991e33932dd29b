import { ActionError } from '../base/errors.ts';

/** One verb to perform, with the inputs that a flag of deploy.sh decides. */
export interface Step {
  verb: string;
  preset: Readonly<Record<string, string>>;
}

/** A command line whose flags are not read yet. */
export interface Command {
  /** One after the other. */
  steps: readonly Step[];
  /** For all steps. */
  args: readonly string[];
  /** The flag of deploy.sh that was written in place of a verb. */
  flag?: Dashed;
}

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

/**
 * Reads what to do: a verb, or a flag of deploy.sh in its place, or deploy.sh's full mode if there is neither.
 * @param verbs all names
 * @throws ActionError `bad-input`
 */
export function readCommand(args: readonly string[], verbs: readonly string[]): Command {
  const [first, ...rest] = args;
  if (first !== undefined && !first.startsWith('-')) {
    if (verbs.includes(first)) return { steps: [{ verb: first, preset: {} }], args: rest };
    throw new ActionError('bad-input', `There is no verb "${first}".`, {
      hint: `Write one of ${verbs.join(', ')}; see --help.`,
    });
  }
  const asked = [...new Set(args.filter(isDeployFlag))];
  const others = args.filter((arg) => !isDeployFlag(arg));
  if (asked.length > 1) {
    throw new ActionError('bad-input', `${asked.join(' and ')} are two commands: write one of them.`, {
      hint: 'See --help for all flags.',
    });
  }
  const [flag] = asked;
  if (flag === undefined) return { steps: fullMode, args: others };
  return { steps: [stepOf[nameOf(flag)]], args: others, flag };
}

/**
 * The texts of the inputs of a step. Inputs that a flag of deploy.sh decides cannot be overridden.
 * @throws ActionError `bad-input`
 */
export function inputsOfStep(
  { preset }: Step,
  given: Readonly<Record<string, string>>,
  flag: string | undefined,
): Record<string, string> {
  for (const [name, text] of Object.entries(preset)) {
    if ((given[name] ?? text).toLowerCase() === text) continue;
    throw new ActionError(
      'bad-input',
      flag === undefined
        ? `\`--${name}\` contradicts a command without a verb, which needs ${text}: write a verb, or remove it.`
        : `\`--${name}\` contradicts \`${flag}\`: remove one of them.`,
      { hint: 'See --help for all verbs and flags.' },
    );
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
