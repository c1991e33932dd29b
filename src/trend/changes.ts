import type { Change, Evaluation } from './history-record.ts';

/** A circumstance that moves scores although nothing under test changed. */
interface Circumstance {
  name: string;
  /** Empty if unknown. */
  of: (evaluation: Evaluation) => string;
  /** As people are shown it. */
  shown?: (value: string) => string;
  /** Whether evaluations before and after a change of it cannot be compared. */
  isBreak: boolean;
}

/** A mirror has the same image under another name; empty if it is not known by a digest. */
const digestOf = (image: string): string => /sha256:[0-9a-f]+/.exec(image)?.[0] ?? '';

const digits = (value: string): string => value.replace(/^sha256:/, '').slice(0, 7);

/**
 * What is marked when it changes. An OpenClaw release is no break: a slide over several of them is what a history is for. An
 * image of ClawBench is one even under the same version, since its tasks and graders are in it.
 */
const circumstances: readonly Circumstance[] = [
  { name: 'Model', of: ({ model }) => model, isBreak: true },
  { name: 'OpenClaw', of: ({ openclawVersion }) => openclawVersion, isBreak: false },
  { name: 'ClawBench', of: ({ harnessVersion }) => harnessVersion, isBreak: true },
  {
    name: 'ClawBench image',
    of: ({ harnessImage }) => digestOf(harnessImage),
    shown: digits,
    isBreak: true,
  },
  { name: 'Tasks', of: ({ taskFingerprint }) => taskFingerprint, shown: digits, isBreak: true },
  { name: 'Judge', of: ({ judgeModel }) => judgeModel || 'none', isBreak: true },
  { name: 'ClawBench arguments', of: ({ clawbenchArgs }) => clawbenchArgs, isBreak: true },
  { name: 'Concurrency', of: ({ concurrency }) => String(concurrency ?? ''), isBreak: true },
];

/** What changed from one evaluation with a score to the next one. A value that is unknown is none that changed. */
export function changesIn(scored: readonly Evaluation[]): Change[] {
  const known = new Map<Circumstance, string>();
  return scored.flatMap((evaluation) =>
    circumstances.flatMap((circumstance) => {
      const { name, of, shown = (value) => value, isBreak } = circumstance;
      const now = of(evaluation);
      const before = known.get(circumstance);
      if (now === '') return [];
      known.set(circumstance, now);
      if (before === undefined || before === now) return [];
      return [{ at: evaluation.at, what: `${name} ${shown(before)} → ${shown(now)}`, isBreak }];
    }),
  );
}
