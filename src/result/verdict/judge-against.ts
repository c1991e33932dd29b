import { compareText } from '../../base/compare-text.ts';
import { ActionError } from '../../base/errors.ts';
import { comparability } from './comparability.ts';
import { compare, poolSamples, type Sample, type Stage } from './compare.ts';
import { describeChange } from './describe-change.ts';
import type { Evidence } from './evidence.ts';
import type { Gate } from './gate.ts';
import { headSample, judge } from './verdict.ts';
import type { VerdictRecord } from '../formats/verdict-record.ts';

/** What a result is compared with. */
export interface Baseline {
  /** Its name in sentences. */
  name: string;
  sample: Sample;
  /** The records it was pooled from, newest first. */
  records: readonly VerdictRecord[];
}

/**
 * Pools several records of the same thing into one baseline with more runs. Their order makes no difference.
 * @returns null if there is no record
 * @throws ActionError `bad-baseline` if the records are not comparable with each other
 */
export function poolBaselines(parts: readonly { name: string; record: VerdictRecord }[]): Baseline | null {
  const [newest, ...others] = [...parts].sort((a, b) => compareText(ageOf(b), ageOf(a)));
  if (newest === undefined) return null;
  for (const other of others) {
    const { differences } = comparability(other.record.identity, newest.record.identity);
    if (differences.length > 0) {
      const sentence = `${other.name} and ${newest.name} cannot be one baseline: ${differences.join('; ')}.`;
      throw new ActionError('bad-baseline', sentence, {
        hint: 'Give "baseline" results of the same model, tasks, judge and versions only.',
      });
    }
  }
  const all = [newest, ...others];
  return {
    name: all.map(({ name }) => name).join(' and '),
    sample: poolSamples([newest.record, ...others.map(({ record }) => record)]),
    records: all.map(({ record }) => record),
  };
}

/** The verdict on a result, compared with a baseline if there is one. */
export function judgeAgainst(
  evidence: Evidence,
  gate: Gate,
  baseline: Baseline | null,
  stage: Stage,
): VerdictRecord {
  if (baseline === null) return judge(evidence, gate);
  const { name, sample, records } = baseline;
  const head = headSample(evidence);
  const comparison = compare({ name, ...sample }, head, gate, stage);
  const sides = { sample, records, head: head.tasks, isPriceKnown: evidence.priceKnown };
  return judge(evidence, gate, describeChange(comparison, sides));
}

const ageOf = ({ name, record }: { name: string; record: VerdictRecord }): string =>
  `${record.resultTimestamp} ${name}`;
