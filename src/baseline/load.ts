import { parseBaseline } from '../result/baseline.ts';
import { poolBaselines, type Baseline } from '../result/judge-against.ts';
import type { VerdictRecord } from '../result/verdict-record.ts';
import { download, shownUrl } from './download.ts';
import { baselineFromFile } from './file.ts';
import type { BaselineSource } from './source.ts';

export interface BaselineDeps {
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
}

/**
 * Fetches what the result is to be held against, before anything is spent.
 * @returns null if no baseline was asked for
 * @throws ActionError `bad-baseline`
 */
export async function loadBaseline(
  sources: readonly BaselineSource[],
  deps: BaselineDeps,
): Promise<Baseline | null> {
  return poolBaselines(await Promise.all(sources.map((source) => load(source, deps))));
}

async function load(
  source: BaselineSource,
  { env, signal }: BaselineDeps,
): Promise<{ name: string; record: VerdictRecord }> {
  if (source.from === 'file') return { name: source.path, record: await baselineFromFile(source.path) };
  const name = shownUrl(new URL(source.url));
  return { name, record: parseBaseline(await download(source.url, env, signal), name) };
}
