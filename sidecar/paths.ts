import path from 'node:path';
import { podPaths } from '../src/protocol/pod.ts';

export type PodPaths = Record<keyof typeof podPaths, string>;

/**
 * The pod's paths below `root`, which is `/` in an eval pod. A container that joins an existing OpenClaw has none of
 * our volumes, so the same tree is in a directory of its own filesystem.
 */
export function pathsBelow(root: string): PodPaths {
  return mapValues<keyof typeof podPaths>(podPaths, (absolute) => path.join(root, absolute));
}

function mapValues<Key extends string>(
  record: Readonly<Record<Key, string>>,
  change: (value: string) => string,
): Record<Key, string> {
  const changed: Record<Key, string> = { ...record };
  for (const key in record) changed[key] = change(record[key]);
  return changed;
}
