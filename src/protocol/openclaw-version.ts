import { ActionError } from '../base/errors.ts';

/** What ClawBench needs to run against a version of OpenClaw. */
export interface Compatibility {
  /** Run it by gateway_shim.py: the gateway refuses ClawBench's WebSocket identity, or its sessions come too early. */
  shim: boolean;
  /** More runs at the same time would end each other's turns. */
  maxConcurrency: number;
}

const oldest = [2026, 6, 1] as const;

/**
 * Rules found by running ClawBench against 2026.5.7 to 2026.9.6:
 * - from 2026.8.1 on, the gateway accepts the Control UI's identity, which ClawBench uses, only from that UI;
 * - in 2026.8.2 and from 2026.9.5 on, creating an agent reloads the gateway and ends the turns of all others
 *   (https://github.com/openclaw/openclaw/issues/144291).
 * A version that cannot be parsed counts as a new one.
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

/** The version in the tag of an image, for example `2026.7.35`; null if the tag is not a version, or there is none. */
export function taggedVersion(image: string): string | null {
  return /:v?(\d{4}\.\d+\.\d+)(?=[-@]|$)/.exec(image)?.[1] ?? null;
}

/** Whether the tag of an image names this version or a newer one; a tag without a version does not. */
export function isTaggedFrom(image: string, version: readonly [number, number, number]): boolean {
  const tagged = taggedVersion(image);
  return tagged !== null && !isBefore(tagged.split('.').map(Number), version);
}

/** How many runs at the same time the OpenClaw in this image can take; infinite if its tag names no version. */
export function maxConcurrencyOf(image: string): number {
  const version = taggedVersion(image);
  return version === null ? Number.POSITIVE_INFINITY : compatibilityWith(version).maxConcurrency;
}
