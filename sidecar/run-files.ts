import path from 'node:path';
import { readTurns, type TranscriptMessage } from '../src/protocol/transcript.ts';
import { saysTimeUp } from '../src/protocol/time-up.ts';
import { type FoundFile, findFiles, readJson } from './files.ts';
import { isObject } from '../src/base/json.ts';
import { asAmount, asObject } from './json.ts';

/** What the supervisor needs from a file of ClawBench's run cache. */
export interface RunFile {
  /** Relative to the cache's directory. */
  path: string;
  task: string;
  /** 0-based. */
  run: number;
  /** False if the transcript shows that the model did not answer, or not to the end. */
  valid: boolean;
  /** The same if the harness stopped the run for its time, which the file need not say. */
  validIfStopped: boolean;
  /** A judge was asked and gave no judgement. */
  isUnjudged: boolean;
  score: number;
  /** How long the harness was busy with it; 0 if the file does not say. */
  durationMs: number;
  /** Of the model and the judge together, which the harness counts separately. */
  tokens: number;
  costUsd: number;
}

/** Larger than any run can get within its budget. */
export const maxRunFileBytes = 16 * 1024 * 1024;
const maxRunFiles = 20_000;

/** `<model>/v<schema>-<hash>/<task>/run<i>.json`: https://github.com/openclaw/clawbench */
const runFilePath = /^[^/]+\/v\d+-[0-9a-f]+\/([^/]+)\/run(\d{1,6})\.json$/;

/** Task and run of a path in the run cache; undefined for any other file, including half-written ones. */
export function parseRunPath(relative: string): { task: string; run: number } | undefined {
  const [, task, run] = runFilePath.exec(relative) ?? [];
  return task === undefined || run === undefined ? undefined : { task, run: Number(run) };
}

/** Each call reads the run cache, but only the files that changed since the last call. */
export function runCacheReader(directory: string): () => Promise<RunFile[]> {
  const known = new Map<string, { stamp: string; file: RunFile }>();
  return async () => {
    const files: RunFile[] = [];
    for (const found of await findFiles(directory, maxRunFiles)) {
      const stamp = stampOf(found);
      const previous = known.get(found.path);
      const file = previous?.stamp === stamp ? previous.file : await readRunFile(directory, found.path);
      if (file === undefined) continue;
      known.set(found.path, { stamp, file });
      files.push(file);
    }
    return files;
  };
}

const stampOf = ({ stats }: FoundFile): string => `${stats.ino}:${stats.size}:${stats.mtimeMs}`;

/** Undefined if path or content is not that of a run. */
export async function readRunFile(directory: string, relative: string): Promise<RunFile | undefined> {
  const identity = parseRunPath(relative);
  if (identity === undefined) return undefined;
  const content = await readJson(path.join(directory, relative), maxRunFileBytes);
  if (!isObject(content) || content['task_id'] !== identity.task) return undefined;
  const used = [content, asObject(content['judge_result'])].map((part) => asObject(part['token_usage']));
  const total = (figure: string): number => used.reduce((sum, usage) => sum + asAmount(usage[figure]), 0);
  return {
    path: relative,
    ...identity,
    valid: modelAnswered(content),
    validIfStopped: modelAnswered(content, true),
    isUnjudged: isUnjudged(content),
    score: Math.min(1, asAmount(content['run_score'])),
    durationMs: asAmount(content['duration_ms']),
    tokens: total('total_tokens'),
    costUsd: total('total_cost_usd'),
  };
}

/**
 * Whether the model answered in every turn. ClawBench also caches runs in which it did not; these must not count or
 * stay.
 * @param isStopped the harness stopped the run for its time
 */
export function modelAnswered(run: unknown, isStopped = false): boolean {
  const { transcript, execution_status: status, error } = asObject(run);
  const { messages: raw } = asObject(transcript);
  const messages = Array.isArray(raw) ? raw.filter(isObject) : [];
  const turns = readTurns(messages.map(asMessage), {
    loggedStatuses: null,
    isStopped: isStopped || saysTimeUp({ status, error }),
  });
  return turns.answered && turns.failures.length === 0 && turns.unanswered.length === 0;
}

/** Whether a judge was asked about a run and gave no judgement. */
export function isUnjudged(run: unknown): boolean {
  const { enabled, error } = asObject(asObject(run)['judge_result']);
  return enabled === true && Boolean(error);
}

function asMessage(raw: Record<string, unknown>): TranscriptMessage {
  return {
    role: typeof raw['role'] === 'string' ? raw['role'] : '',
    text: typeof raw['text'] === 'string' ? raw['text'] : null,
    tool_calls: Array.isArray(raw['tool_calls']) ? raw['tool_calls'].filter(isObject) : [],
    usage: { total_tokens: asAmount(asObject(raw['usage'])['total_tokens']) },
  };
}
