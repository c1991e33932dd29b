import { z } from 'zod';

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const runs = z.strictObject({
  valid: count.describe('Valid runs.'),
  passes: count.describe('Of these, those that passed.'),
  meanRunScore: share.describe('Their mean score.'),
});

/** Tasks that are watched one by one, each against its own history. */
export const taskAlarmsSchema = z.strictObject({
  decides: z
    .enum(['fail', 'warn'])
    .describe('What a confirmed alarm does to the verdict: `task-regression`.'),
  evaluations: count.describe(
    'Evaluations that each task is held against: those of the history and the baseline.',
  ),
  historicRuns: z
    .strictObject({ least: count, most: count })
    .describe('Valid planned runs of a task in all of these.'),
  level: share.describe('Chance that any task is suspect if nothing had changed.'),
  mostPasses: count
    .nullable()
    .describe(
      'A task that always passed is suspect if so few of its runs pass, or fewer; null if there are too few runs for any alarm.',
    ),
  suspects: z
    .array(
      z.strictObject({
        taskId: z.string(),
        state: z
          .enum(['unconfirmed', 'confirmed', 'refuted'])
          .describe('By fresh runs, which are the only ones that count for it; `unconfirmed` without any.'),
        pValue: share.describe(
          'Chance of planned runs this bad if nothing had changed, corrected for all tests of all tasks.',
        ),
        before: runs.describe('In the evaluations that it is held against.'),
        planned: runs.describe('In this result.'),
        fresh: runs
          .extend({
            pValue: share.describe('Chance of fresh runs this bad, corrected for all tests of the suspects.'),
            level: share.describe('A confirmation needs a chance below this.'),
            base: runs
              .optional()
              .describe(
                'Fresh runs of the baseline in the same hour, which these were tested against; without any, it was the same history.',
              ),
          })
          .optional()
          .describe('The runs that confirmed or refuted it.'),
      }),
    )
    .describe('Tasks that got worse by themselves, beyond what chance explains among all tasks.'),
  unstable: z
    .array(z.strictObject({ taskId: z.string(), before: runs, planned: runs }))
    .describe(
      'Tasks whose passes differ between those evaluations by more than chance: they raise no alarm.',
    ),
});

export type TaskAlarms = z.infer<typeof taskAlarmsSchema>;
export type TaskSuspect = TaskAlarms['suspects'][number];
