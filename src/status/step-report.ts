import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { messageOf } from '../base/errors.ts';
import type { Clock, MaskingLog, Status } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { isForbidden, openGitHub } from '../github/client.ts';
import { patiently } from '../github/patience.ts';
import { findPullRequest } from '../github/pull-request.ts';
import type { Outputs } from '../github/outputs.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Entry } from '../comment/entry.ts';
import { openCheckChannel } from './check-channel.ts';
import { openCommentChannel } from './comment-channel.ts';
import { endingSchema, type Ending, type ToldEnding } from './ending.ts';
import type { ReportChannel, ReportPlace } from './channel.ts';

/** How far the report of a step is: what the post step needs to finish it. */
const stateSchema = z.object({
  job: z.string(),
  startedAtMs: z.number(),
  /** Its check run; null if there is none. */
  checkId: z.number().nullable(),
  /** What it came to; null while it runs. */
  ending: endingSchema.nullable(),
});

type ReportState = z.infer<typeof stateSchema>;

/** What a step reports about, known before anything else is. */
export interface ReportSubject {
  /** Names its section of the comment. */
  leg: string;
  /** Until a result says it better. */
  label: string;
}

/** What of a step is told on GitHub. */
export type ReportWishes = Pick<Inputs, 'comment' | 'checkRun' | 'githubToken'>;

export interface ReportHost {
  log: MaskingLog;
  clock: Clock;
  workflow: WorkflowContext;
  /** A random number from 0 to 1. */
  random: () => number;
  /** Saves a text for the post step; empty once it has nothing to finish. */
  save: (state: string) => void;
  /** What the main step saved; null in the main step itself. */
  saved: string | null;
  /** How long to wait for GitHub at the end, if it is down. */
  patienceMs: number;
}

/** Where a step was reported. */
interface Told {
  commentUrl: string | null;
  checkUrl: string | null;
  /** The last verdict on another commit of the pull request. */
  last: Entry['last'];
}

/** The outputs that say where a step was reported; none for what there is not. */
export function urlOutputs({ commentUrl, checkUrl }: Pick<Told, 'commentUrl' | 'checkUrl'>): Outputs {
  return {
    ...(commentUrl !== null && { 'comment-url': commentUrl }),
    ...(checkUrl !== null && { 'check-url': checkUrl }),
  };
}

/** A step as others see it on GitHub while it runs: a section of the comment and a check run. Nothing here throws. */
export interface StepReport {
  /** What the evaluation is called until a result says it better. */
  readonly label: string;
  /** Says that the step runs, without waiting until that is said. */
  begin(): void;
  /** Says what its runs are at, now and then. */
  progress(status: Status): void;
  /** Notes what the step came to, for the post step, should this process be killed before it is told. */
  note(ending: Ending): void;
  conclude(ending: ToldEnding): Promise<Told>;
  /** Takes back that the step runs: another one will report the evaluation. */
  withdraw(): Promise<void>;
  /** What the main step came to, if it noted that. */
  readonly noted: Ending | null;
}

/** At most this often, for each evaluation that writes into the comment: GitHub allows a repository 1000 requests an hour. */
const PROGRESS_MS = 5 * 60_000;
const PROGRESS_PER_WRITER_MS = 60_000;

export function openStepReport(subject: ReportSubject, wishes: ReportWishes, host: ReportHost): StepReport {
  const { log, clock, patienceMs } = host;
  let state = initialState(host);
  const save = (change: Partial<ReportState>): void => {
    state = { ...state, ...change };
    host.save(JSON.stringify(state));
  };
  let channels: readonly ReportChannel[] | null = null;
  /** What is missing, which is said at the end. */
  const remarks: (() => void)[] = [];
  const givenUp = new Set<ReportChannel>();
  /** What is being told while the step runs: the end is told after it. */
  let shown = Promise.resolve();
  let lastProgressMs = clock.now();
  let isBusy = false;

  async function opened(patience: number): Promise<readonly ReportChannel[]> {
    channels ??= await openChannels(subject, wishes, {
      ...host,
      patienceMs: patience,
      state,
      saveCheck: (checkId) => save({ checkId }),
      remarks,
    });
    return channels;
  }

  /** What fails before the end is tried again, unless the token may not do it at all. */
  async function tryNow(channel: ReportChannel, work: () => Promise<void>): Promise<void> {
    if (givenUp.has(channel)) return;
    try {
      await work();
    } catch (error) {
      log.debug(`${channel.missing}: ${messageOf(error)}`);
      if (!isForbidden(error)) return;
      givenUp.add(channel);
      log.warning(channel.missing, channel.explain(error));
    }
  }

  async function show(progress: string | null): Promise<void> {
    isBusy = true;
    try {
      for (const channel of await opened(0)) await tryNow(channel, () => channel.running(progress));
    } catch (error) {
      log.debug(`The report waits: ${messageOf(error)}`);
    } finally {
      isBusy = false;
    }
  }

  return {
    label: subject.label,
    noted: state.ending,
    begin() {
      save({});
      shown = show(null);
    },
    progress({ text }) {
      const writers = Math.max(1, ...(channels ?? []).map((channel) => channel.writers()));
      const dueMs = lastProgressMs + Math.max(PROGRESS_MS, writers * PROGRESS_PER_WRITER_MS);
      if (isBusy || clock.now() < dueMs) return;
      lastProgressMs = clock.now();
      shown = show(text);
    },
    note: (ending) => save({ ending }),
    async conclude(ending) {
      await shown;
      const urls: Partial<Record<ReportChannel['kind'], string | null>> = {};
      // GitHub that is down fails both alike, which is said once.
      const problems = new Map<string, string[]>();
      let last: Entry['last'];
      try {
        for (const channel of await opened(patienceMs)) {
          if (givenUp.has(channel)) continue;
          const told = { last, patienceMs: problems.size === 0 ? patienceMs : 0 };
          try {
            urls[channel.kind] = await channel.conclude(ending, told);
          } catch (error) {
            const text = channel.explain(error);
            problems.set(text, [...(problems.get(text) ?? []), channel.missing]);
          }
          last ??= channel.last();
        }
      } catch (error) {
        problems.set(messageOf(error), ['No comment and no check run']);
      }
      for (const say of remarks) say();
      for (const [text, titles] of problems) log.warning(titles.join('. '), text);
      host.save('');
      return { commentUrl: urls.comment ?? null, checkUrl: urls.check ?? null, last };
    },
    async withdraw() {
      await shown;
      try {
        for (const channel of await opened(0)) await tryNow(channel, () => channel.withdraw());
      } catch (error) {
        log.debug(`The report waits: ${messageOf(error)}`);
      }
      host.save('');
    },
  };
}

function initialState({ saved, clock }: Pick<ReportHost, 'saved' | 'clock'>): ReportState {
  if (saved !== null) return stateSchema.parse(JSON.parse(saved));
  const job = randomBytes(4).toString('hex');
  return { job, startedAtMs: clock.now(), checkId: null, ending: null };
}

const NO_TOKEN = 'Input `github-token` is empty: write ${{ github.token }}, or `comment: off`.';

/** Finds out what there is to report to, and what is missing. @throws what GitHub's client throws */
async function openChannels(
  subject: ReportSubject,
  { comment, checkRun, githubToken }: ReportWishes,
  {
    state,
    saveCheck,
    remarks,
    ...host
  }: Omit<ReportHost, 'save' | 'saved'> & {
    state: ReportState;
    saveCheck: (id: number) => void;
    remarks: (() => void)[];
  },
): Promise<readonly ReportChannel[]> {
  const { log, clock, random, workflow, patienceMs } = host;
  if (comment === 'off' && !checkRun) return [];
  if (githubToken === null) {
    remarks.push(() => log.warning('No comment on the pull request', NO_TOKEN));
    return [];
  }
  const github = await openGitHub(githubToken, workflow);
  const { pullRequest, whyNone } = await patiently(() => findPullRequest(github, workflow), {
    clock,
    patienceMs,
  });
  const sha = pullRequest?.headSha || workflow.sha;
  const { job, startedAtMs } = state;
  const place: ReportPlace = {
    ...subject, github, workflow, pullRequest, sha, job, startedAtMs, log, clock, random,
  }; // prettier-ignore
  if (comment !== 'off' && pullRequest === null)
    remarks.push(() => log.info(`No comment on a pull request: ${whyNone ?? ''}`));
  if (checkRun && sha === '') remarks.push(() => log.info('No check run: the event names no commit.'));
  return [
    ...(comment === 'off' || pullRequest === null ? [] : [openCommentChannel(place, pullRequest, comment)]),
    ...(checkRun && sha !== '' ? [openCheckChannel(place, state.checkId, saveCheck)] : []),
  ];
}
