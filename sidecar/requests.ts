import { isObject } from '../src/base/json.ts';
import type { SeedFile, ShardRequest, Spent, StartRequest } from '../src/protocol/pod.ts';

const maxRuns = 1000;

type ParsedRequest =
  | { ok: true; request: ShardRequest }
  /** Without a readable id, which is then null, the request cannot be answered. */
  | { ok: false; id: string | null; reason: string };

/** Checks a request before anything is done about it. */
export function parseRequest(raw: unknown): ParsedRequest {
  if (!isObject(raw)) return { ok: false, id: null, reason: 'the request is not a JSON object' };
  const { id, kind, tasks, runs, seed, spent } = raw;
  if (typeof id !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(id)) {
    return { ok: false, id: null, reason: 'the request has no usable id' };
  }
  const refuse = (reason: string): ParsedRequest => ({ ok: false, id, reason });
  switch (kind) {
    case 'cancel':
    case 'finish':
      return { ok: true, request: { id, kind } };
    case 'start': {
      const request: StartRequest = { id, kind };
      if (seed !== undefined) {
        if (!Array.isArray(seed) || !seed.every(isSeed))
          return refuse('"seed" must list files as {path, sha256}');
        request.seed = seed;
      }
      if (spent !== undefined) {
        if (!isSpent(spent)) return refuse('"spent" must be {tokens, costUsd}');
        request.spent = spent;
      }
      return { ok: true, request };
    }
    case 'runs': {
      if (!isNames(tasks)) return refuse('"tasks" must list task ids');
      if (!isRuns(runs)) return refuse(`"runs" must be a whole number from 1 to ${maxRuns}`);
      return { ok: true, request: { id, kind, tasks, runs } };
    }
    default:
      return refuse('"kind" must be start, runs, cancel or finish');
  }
}

function isSeed(value: unknown): value is SeedFile {
  return (
    isObject(value) && typeof value['path'] === 'string' && /^[0-9a-f]{64}$/.test(String(value['sha256']))
  );
}

function isSpent(value: unknown): value is Spent {
  if (!isObject(value)) return false;
  return [value['tokens'], value['costUsd']].every((amount) => typeof amount === 'number' && amount >= 0);
}

function isRuns(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= maxRuns;
}

function isNames(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && name !== '')
  );
}
