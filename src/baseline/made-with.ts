import path from 'node:path';
import { manifestSchema } from '../artifact/manifest.ts';
import { findPath, isRefusal, type Places, readFound } from '../base/checked-file.ts';
import type { MadeWith } from '../plan/again.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';

/** What a baseline was made with, or why that is not known: a clause after "since". */
export type KnownMaking = MadeWith | { unknown: string };

/**
 * @param file a baseline's file, or the directory of its artifact
 * @param isArtifact whether it was downloaded from a workflow run of this repository
 */
export function makingOf(file: string, places: Places, isArtifact: boolean): KnownMaking {
  const unknown = `${file} has no manifest.json that says with what it was made`;
  for (const directory of [file, path.dirname(file)]) {
    const found = findPath(path.join(directory, 'manifest.json'), places);
    if (isRefusal(found) || found.kind === 'directory') continue;
    const read = readFound(found, MAX_RESULT_BYTES);
    return isRefusal(read) ? { unknown } : (parsed(read.content, isArtifact) ?? { unknown });
  }
  return { unknown };
}

function parsed(content: Buffer, isArtifact: boolean): MadeWith | null {
  let value: unknown;
  try {
    value = JSON.parse(content.toString());
  } catch {
    return null;
  }
  const manifest = manifestSchema.safeParse(value);
  if (!manifest.success) return null;
  const { inputs, shards, workflow, agentFiles } = manifest.data;
  if (inputs === undefined || agentFiles === undefined || shards.length === 0) return null;
  return {
    isArtifact,
    commit: workflow?.sha ?? null,
    inputs,
    images: Object.assign({}, ...shards.map(({ pod }) => pod?.images ?? {})),
    agentFiles: agentFiles?.sha256 ?? null,
  };
}
