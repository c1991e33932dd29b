import { ActionError } from '../base/errors.ts';

/** What running ClawBench against one version of OpenClaw takes. */
export interface Compatibility {
  /** ClawBench's own WebSocket identity is refused, or its sessions come too early: run it through gateway_shim.py. */
  shim: boolean;
  /** More runs than this at the same time kill each other. */
  maxConcurrency: number;
}

const oldest = [2026, 6, 1] as const;

/**
 * Rules found by running ClawBench against 2026.5.7 to 2026.9.6:
 * - from 2026.8.1 on the gateway takes the Control UI's identity, which ClawBench uses, from that UI alone;
 * - 2026.8.2, and from 2026.9.5 on, each agent that is created reloads the gateway and ends the turns of all others
 *   (https://github.com/openclaw/openclaw/issues/144291).
 * A version that can not be read is taken for a new one.
 * @throws ActionError gateway-incompatible for versions before the protocol that ClawBench speaks
 */
export function compatibilityWith(version: string): Compatibility {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (match === null) return { shim: true, maxConcurrency: 1 };
  const numbers = match.slice(1).map(Number);
  if (isBefore(numbers, oldest)) {
    throw new ActionError(
      'gateway-incompatible',
      `OpenClaw ${version} is older than ${oldest.join('.')}, the oldest version ClawBench works with.`,
      { hint: 'Choose a newer OpenClaw image.' },
    );
  }
  const endsOtherTurns =
    !isBefore(numbers, [2026, 9, 5]) || (!isBefore(numbers, [2026, 8, 2]) && isBefore(numbers, [2026, 8, 3]));
  return {
    shim: !isBefore(numbers, [2026, 8, 1]),
    maxConcurrency: endsOtherTurns ? 1 : Number.POSITIVE_INFINITY,
  };
}

function isBefore(version: readonly number[], limit: readonly [number, number, number]): boolean {
  for (const [index, part] of limit.entries()) {
    const own = version[index] ?? 0;
    if (own !== part) return own < part;
  }
  return false;
}

/** The version in the tag of an image, for example `2026.7.35`; null where the tag is none, or there is no tag. */
export function taggedVersion(image: string): string | null {
  return /:v?(\d{4}\.\d+\.\d+)(?=[-@]|$)/.exec(image)?.[1] ?? null;
}

/** Whether the tag of an image names this version or a newer one; a tag without a version does not. */
export function isTaggedFrom(image: string, version: readonly [number, number, number]): boolean {
  const tagged = taggedVersion(image);
  return tagged !== null && !isBefore(tagged.split('.').map(Number), version);
}

/** Runs at the same time that the OpenClaw in this image can take; no limit is known where its tag names no version. */
export function maxConcurrencyOf(image: string): number {
  const version = taggedVersion(image);
  return version === null ? Number.POSITIVE_INFINITY : compatibilityWith(version).maxConcurrency;
}
