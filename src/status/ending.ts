import { z } from 'zod';
import type { CheckAnnotation, Conclusion } from '../github/check-run.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Entry } from '../comment/entry.ts';
import type { Verdict } from '../result/formats/verdict-record.ts';

/** What a step came to, as far as the post step has to know if it must finish the report. */
export const endingSchema = z.object({
  state: z.enum(['pass', 'fail', 'inconclusive', 'measured', 'not-evaluated']),
  label: z.string(),
  headline: z.string(),
  figures: z.object({
    score: z.number().optional(),
    change: z.string().optional(),
    costUsd: z.number().optional(),
  }),
  conclusion: z.enum(['success', 'failure', 'neutral', 'cancelled']),
});

export type Ending = z.infer<typeof endingSchema>;

/** An ending with its texts. */
export interface ToldEnding extends Ending {
  /** The section of the comment. */
  section: (last: Entry['last']) => string;
  /** The text of the check run, at most `maxCheckSummaryBytes`. */
  summary: (last: Entry['last']) => string;
  annotations: readonly CheckAnnotation[];
}

/** How the step ends: an error makes it red. */
export type Tone = 'notice' | 'warning' | 'error';

export function toneOf(verdict: Verdict, onInconclusive: Inputs['onInconclusive']): Tone {
  if (verdict !== 'inconclusive') return verdict === 'pass' ? 'notice' : 'error';
  return ({ fail: 'error', warn: 'warning', pass: 'notice' } as const)[onInconclusive];
}

/** Neutral is green for a required check, as the step is. */
export function conclusionOf(tone: Tone, isPass: boolean): Conclusion {
  if (tone === 'error') return 'failure';
  return isPass ? 'success' : 'neutral';
}
