import { whyUnsafe } from '../base/safe-address.ts';
import { quote } from './kinds.ts';
import type { Kind, Parsed } from './kinds.ts';

/** Where a baseline comes from. */
export type BaselineSource =
  /** A file, or a directory that holds an unpacked artifact. */
  | { from: 'file'; path: string }
  | { from: 'url'; url: string }
  /** The artifact of the last evaluation of a branch that reached a verdict; null is the base branch. */
  | { from: 'artifact'; branch: string | null }
  /** The MLflow run of an earlier evaluation; null is the last one of this step on the base branch that reached a verdict. */
  | { from: 'mlflow'; runId: string | null }
  /** No earlier result, but a base arm beside the head: with the files of the base commit, or with other inputs. */
  | { from: 'base' }
  | { from: 'run' };

/** The source of a base arm; null if nothing runs beside the head. */
export function armSource(sources: readonly BaselineSource[]): 'base' | 'run' | null {
  const [first] = sources;
  return first?.from === 'base' || first?.from === 'run' ? first.from : null;
}

/** Sources, one per line; `none` is an empty list. */
export function baselineSources(): Kind<readonly BaselineSource[]> {
  return {
    type: 'text',
    parse(raw) {
      if (raw === 'none') return { value: [] };
      const sources: BaselineSource[] = [];
      for (const line of raw.split('\n').map((text) => text.trim())) {
        if (line === '') continue;
        const parsed = parseSource(line);
        if ('write' in parsed) return parsed;
        sources.push(parsed.value);
      }
      const arm = sources.find(({ from }) => from === 'base' || from === 'run')?.from;
      if (arm !== undefined && sources.length > 1)
        return {
          write: `${arm} alone, which runs beside the evaluation, or ./${arm} for a file of that name`,
        };
      return { value: sources };
    },
  };
}

const forms =
  'none, base, run, artifact, artifact:<branch>, the path of a verdict.json or benchmark.json, its https address, mlflow, or mlflow:<run id>';

const branchName = /^[^\s~^:?*[\\]{1,255}$/;
const mlflowRun = /^[A-Za-z0-9][\w-]{0,255}$/;

function parseSource(line: string): Parsed<BaselineSource> {
  if (line.length > 4096 || /[\p{Cc}\p{Cf}]/u.test(line))
    return { write: `${forms}; ${quote(line)} is none of these` };
  if (line === 'none') return { write: 'none alone, or the baselines without it' };
  if (line === 'base' || line === 'run') return { value: { from: line } };
  if (line === 'artifact') return { value: { from: 'artifact', branch: null } };
  if (line.startsWith('artifact:')) {
    const branch = line.slice('artifact:'.length);
    return branchName.test(branch)
      ? { value: { from: 'artifact', branch } }
      : { write: 'the name of a branch after artifact:' };
  }
  if (line === 'mlflow') return { value: { from: 'mlflow', runId: null } };
  if (line.startsWith('mlflow:')) {
    const runId = line.slice('mlflow:'.length);
    return mlflowRun.test(runId)
      ? { value: { from: 'mlflow', runId } }
      : { write: 'the id of an MLflow run after mlflow:' };
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(line)) return parseUrl(line);
  return { value: { from: 'file', path: line } };
}

function parseUrl(line: string): Parsed<BaselineSource> {
  const url = URL.canParse(line) ? new URL(line) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    return { write: `${forms}; ${quote(line)} is none of these` };
  if (url.username !== '' || url.password !== '') return { write: 'an address without user and password' };
  const problem = whyUnsafe(url);
  return problem === null ? { value: { from: 'url', url: url.href } } : { write: problem };
}
