import path from 'node:path';
import { ActionError } from '../src/base/errors.ts';
import { podPaths } from '../src/protocol/pod.ts';
import { podVariables } from '../src/protocol/pod-variables.ts';
import { readSetting, readSettings, settings, type SupervisorSettings } from '../src/protocol/settings.ts';

/** The settings of the evaluation, and what differs from pod to pod. */
export interface SupervisorConfig extends SupervisorSettings {
  /** 0-based. */
  shard: number;
  gatewayToken: string;
  gatewayLog: string;
  /** Holds the workspaces; must not be the gateway's. */
  harnessStateDir: string;
  /** The judge's score is part of the score of a run. */
  judgeScores: boolean;
}

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * @param root directory in which the pod's paths begin, for defaults of paths
 * @throws ActionError bad-config that lists everything wrong at once
 */
export function readConfig(env: Env, root: string): SupervisorConfig {
  const { values, problems } = readSettings(env);
  const text = (name: string): string => env[name]?.trim() ?? '';
  const gatewayToken = text(podVariables.gatewayToken);
  if (gatewayToken === '')
    problems.push(
      `${podVariables.gatewayToken} is not set: the gateway refuses connections without its token`,
    );
  const index = text(podVariables.shard) || '0';
  const shard = Number(index);
  if (!Number.isSafeInteger(shard) || shard < 0)
    problems.push(`${podVariables.shard} is "${index}": write a whole number of at least 0`);
  else if (shard >= values.shards)
    problems.push(`${podVariables.shard} is ${shard}, but ${settings.shards.variable} is ${values.shards}`);
  if (problems.length > 0) {
    throw new ActionError('bad-config', `The evaluation's settings are wrong: ${problems.join('; ')}.`);
  }
  return {
    ...values,
    shard,
    gatewayToken,
    gatewayLog: gatewayLogPath(env, root),
    judgeScores:
      values.harnessArgs.includes('--judge-affects-score') || isSet(env['CLAWBENCH_JUDGE_AFFECTS_SCORE']),
    harnessStateDir: text(podVariables.stateDir) || path.join(root, podPaths.work, 'eval'),
  };
}

/** As the harness's command line reads flags. */
const isSet = (flag = ''): boolean => /^(?:1|true|t|yes|y|on)$/i.test(flag.trim());

/** Known even when the rest of the settings is not: the diagnosis of a failure needs it. */
export function gatewayLogPath(env: Env, root: string): string {
  return readSetting(env, 'gatewayLog') ?? path.join(root, podPaths.gatewayOwnLog);
}
