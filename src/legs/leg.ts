import { z } from 'zod';
import { placesBelow, isRefusal, readChecked } from '../base/checked-file.ts';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import { legLabel } from '../inputs/matrix.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import { parseJson } from '../result/formats/json.ts';
import { verdictRecordSchema } from '../result/formats/verdict-record.ts';

/** One evaluation of several, as its artifact tells it. */
export interface Leg {
  /** The artifact or the directory it was read from. */
  source: string;
  label: string;
  record: LegRecord;
  /** The commit it ran for, as it says; empty if unknown. */
  sha: string;
  /** The workflow run, as it says; null outside of one. */
  runUrl: string | null;
  /** The step of the job it ran in, and the number of legs of the job's matrix; null if it does not say. */
  job: { name: string; legs: number } | null;
}

/** An artifact without a result that can be read. */
export interface LostLeg {
  source: string;
  /** One sentence. */
  problem: string;
}

/** The files of an artifact that a leg is read from. */
export const legFiles = ['verdict.json', 'manifest.json'] as const;

/** Far more than there are: the leaderboard compares every two legs, task by task. */
const MOST_TASKS = 2000;
const MOST_RUNS_OF_A_TASK = 1000;

const { tasks, totals, coverage, identity } = verdictRecordSchema.shape;
const taskRow = tasks.element.shape;

/** What is used of a verdict.json. Other versions of the action may write more fields, codes and classes than this one knows. */
const legRecordSchema = z.object({
  schemaVersion: z.literal(1),
  verdict: verdictRecordSchema.shape.verdict,
  failureReason: z.string().nullable(),
  reasons: z.array(z.string()),
  identity: z.object(identity.shape),
  totals: z.object(totals.shape),
  coverage: z.object({ valid: coverage.shape.valid, planned: coverage.shape.planned }),
  tasks: z
    .array(
      z.object({
        ...taskRow,
        scores: taskRow.scores.max(MOST_RUNS_OF_A_TASK),
        runs: z.object(taskRow.runs.shape),
        invalid: z.array(z.object({ class: z.string(), runs: z.number().int().min(0) })),
      }),
    )
    .max(MOST_TASKS),
});

export type LegRecord = z.infer<typeof legRecordSchema>;

/** What is used of a manifest.json, all of it optional: a result without it is still one. */
const legManifestSchema = z.object({
  workflow: z
    .object({
      runUrl: z.string(),
      sha: z.string(),
      job: z.string().optional(),
      step: z.string().optional(),
    })
    .nullable()
    .optional()
    .catch(undefined),
  inputs: z
    .object({
      label: z.string().nullable().optional().catch(undefined),
      matrix: z.string().nullable().optional().catch(undefined),
      'matrix-legs': z.number().int().min(1).max(256).nullable().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const MAX_LABEL = 100;

/**
 * Reads the result of one leg. Anybody may have written it.
 * @param directory of an unpacked artifact
 * @throws ActionError `bad-result` if it has no result that can be read
 */
export function readLeg(directory: string, source: string): Leg {
  const parsed = legRecordSchema.safeParse(read(directory, 'verdict.json', source));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new ActionError(
      'bad-result',
      `The verdict.json of ${source} is not of this version of the action: ${path.join('.')}: ${message}.`,
    );
  }
  const record = parsed.data;
  const { workflow, inputs } = legManifestSchema.parse(manifestOf(directory, source));
  const { job, step } = workflow ?? {};
  const legs = inputs?.['matrix-legs'];
  return {
    source,
    label: oneLine(inputs?.label || legLabel(record.identity.model, inputs?.matrix ?? null), MAX_LABEL),
    record,
    sha: workflow?.sha ?? '',
    runUrl: workflow?.runUrl ?? null,
    job:
      job === undefined || legs === undefined || legs === null ? null : { name: [job, step].join(' '), legs },
  };
}

function manifestOf(directory: string, source: string): unknown {
  try {
    return read(directory, 'manifest.json', source);
  } catch {
    return {};
  }
}

function read(directory: string, name: (typeof legFiles)[number], source: string): unknown {
  const file = readChecked(name, placesBelow(directory), MAX_RESULT_BYTES);
  if (isRefusal(file)) {
    const what = file.isMissing === true ? `has no ${name}` : `has a ${name} that ${file.refusal}`;
    throw new ActionError('bad-result', `${source} ${what}.`);
  }
  return parseJson(file.content, { name: `the ${name} of ${source}`, maxBytes: MAX_RESULT_BYTES });
}
