import type { Inputs } from '../inputs/types.ts';
import { maxConcurrencyOf, taggedVersion } from '../protocol/openclaw-version.ts';

type Wanted = Pick<Inputs, 'shards' | 'concurrency' | 'tasks' | 'openclawImage'>;

/**
 * How many pods the tasks are divided over. Where it is known before the launch that a gateway takes one run at a
 * time, `auto` gives the same speed by as many gateways.
 * @throws ActionError gateway-incompatible
 */
export function shardsOf({ shards, concurrency, tasks, openclawImage }: Wanted): number {
  const most = maxConcurrencyOf(openclawImage);
  if (shards !== 'auto') return shards;
  if (concurrency <= most) return 1;
  return Math.max(1, Math.min(Math.ceil(concurrency / most), tasks?.length ?? Number.POSITIVE_INFINITY));
}

/** What to tell a user whose `concurrency` the gateway can not take; null if it can, or nobody knows yet. */
export function versionNotice(inputs: Wanted): string | null {
  const { openclawImage, concurrency, shards } = inputs;
  const most = maxConcurrencyOf(openclawImage);
  const planned = shardsOf(inputs);
  if (concurrency <= most) return null;
  const fact = `OpenClaw ${taggedVersion(openclawImage)} ends the turns of other runs whenever one begins (openclaw#144291), so each gateway makes ${most} run at a time`;
  if (shards !== 'auto')
    return `${fact}: \`concurrency: ${concurrency}\` has no effect, more \`shards\` give the speed back.`;
  return planned === 1 ? `${fact}.` : `${fact}, and the tasks are divided over ${planned} gateways.`;
}
