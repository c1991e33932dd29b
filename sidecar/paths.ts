import path from 'node:path';
import { podPaths } from '../src/protocol/pod.ts';

export type PodPaths = Record<keyof typeof podPaths, string>;

/**
 * The pod's paths below `root`: '/' in a pod of ours. In somebody else's pod there are no volumes of ours, so the
 * same tree lies in a directory of the container's own filesystem.
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
