import { whyUnsafe } from '../base/safe-address.ts';
import { type Kind, type Parsed, quote } from './kinds.ts';

/** Where the evaluations of a history come from. */
export type HistorySource =
  /** The artifacts of this repository's workflow runs. */
  | { from: 'artifacts' }
  /** The experiment of an MLflow server that the runner reaches. */
  | { from: 'mlflow' }
  /** Unpacked artifacts, or an earlier history.json. */
  | { from: 'path'; path: string }
  /** An earlier history.json, where it was published. */
  | { from: 'url'; url: string };

const forms =
  'artifacts, mlflow, the path of unpacked artifacts or of an earlier history.json, or its https address';

/** Sources, one per line. */
export function historySources(): Kind<readonly HistorySource[]> {
  return {
    type: 'text',
    parse(raw) {
      const lines = raw.split('\n').map((line) => line.trim());
      const parsed = lines.filter((line) => line !== '').map(parseSource);
      const problem = parsed.find((one) => 'write' in one);
      return problem ?? { value: parsed.flatMap((one) => ('value' in one ? [one.value] : [])) };
    },
  };
}

function parseSource(line: string): Parsed<HistorySource> {
  const others = { write: `${forms}; ${quote(line)} is none of these` };
  if (line.length > 4096 || /[\p{Cc}\p{Cf}]/u.test(line)) return others;
  if (line === 'artifacts' || line === 'mlflow') return { value: { from: line } };
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(line)) return { value: { from: 'path', path: line } };
  const url = URL.canParse(line) ? new URL(line) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return others;
  if (url.username !== '' || url.password !== '') return { write: 'an address without user and password' };
  const problem = whyUnsafe(url);
  return problem === null ? { value: { from: 'url', url: url.href } } : { write: problem };
}
