import { ActionError } from '../../base/errors.ts';
import { likeness } from './comparability.ts';
import { compare, poolSides, type Look, type Side } from './compare.ts';
import type { Evidence } from './evidence.ts';
import type { Gate } from './gate.ts';
import { headSide, judge } from './verdict.ts';
import type { VerdictRecord } from '../formats/verdict-record.ts';

/** What a result is held against. */
export interface Baseline {
  /** How to call it in sentences. */
  name: string;
  side: Side;
  /** What it is made of, newest first. */
  records: readonly VerdictRecord[];
}

/**
 * Makes one baseline of several records of the same thing, which then has more runs. Their order makes no difference.
 * @returns null if there is no record
 * @throws ActionError `bad-baseline` if they are records of unlike things
 */
export function poolBaselines(parts: readonly { name: string; record: VerdictRecord }[]): Baseline | null {
  const [newest, ...others] = [...parts].sort((a, b) => compareText(ageOf(b), ageOf(a)));
  if (newest === undefined) return null;
  for (const other of others) {
    const { differences } = likeness(other.record.identity, newest.record.identity);
    if (differences.length > 0) {
      const sentence = `${other.name} and ${newest.name} can not be one baseline: ${differences.join('; ')}.`;
      throw new ActionError('bad-baseline', sentence, {
        hint: 'Give "baseline" results of the same model, tasks, judge and versions only.',
      });
    }
  }
  const all = [newest, ...others];
  return {
    name: all.map(({ name }) => name).join(' and '),
    side: poolSides([newest.record, ...others.map(({ record }) => record)]),
    records: all.map(({ record }) => record),
  };
}

/** The verdict on a result, held against a baseline if there is one. */
export function judgeAgainst(
  evidence: Evidence,
  gate: Gate,
  baseline: Baseline | null,
  look: Look,
): VerdictRecord {
  if (baseline === null) return judge(evidence, gate);
  const comparison = compare({ name: baseline.name, ...baseline.side }, headSide(evidence), gate, look);
  return judge(evidence, gate, comparison);
}

const ageOf = ({ name, record }: { name: string; record: VerdictRecord }): string =>
  `${record.resultTimestamp} ${name}`;

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
