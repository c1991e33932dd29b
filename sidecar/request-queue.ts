import type { ShardRequest } from '../src/protocol/pod.ts';
import { readJson, statIfThere } from './files.ts';
import { pause } from './gateway.ts';
import type { End, JournalFile, Work } from './journal.ts';
import type { PodPaths } from './paths.ts';
import { parseRequest } from './requests.ts';
import { takeSeeds } from './seeds.ts';
import type { Status } from './status.ts';
import { cleanWords } from './words.ts';

/** The requests that arrive as files, and the work they ask for. */
export interface RequestQueue {
  /** Looks for requests and answers them until the signal aborts. */
  serve(signal: AbortSignal): Promise<void>;
  /** Waits for work, and returns the oldest that is not finished. @throws the signal's reason */
  nextWork(signal: AbortSignal): Promise<Work>;
  /** Reports that the work of a request is finished. */
  settle(id: string): Promise<void>;
}

interface RequestQueueOptions {
  paths: PodPaths;
  journal: JournalFile;
  status: Status;
  say: (text: string) => void;
  /** Called when a request ends the shard. */
  end: (end: End) => void;
}

const pollMs = 200;
const maxRequestBytes = 4 * 1024 * 1024;

/** What becomes of a request. */
interface Answer {
  status: 'accepted' | 'done' | 'refused';
  reason?: string;
  work?: Work;
  end?: End;
}

export function openRequestQueue({ paths, journal, status, say, end }: RequestQueueOptions): RequestQueue {
  const record = async (id: string, answer: Answer): Promise<void> => {
    const lastRequest = { id, status: answer.status, reason: cleanWords(answer.reason ?? '', [], 500) };
    // In one write: a supervisor that is killed here must neither forget the request nor accept it twice.
    await journal.record({
      lastRequest,
      ...(answer.work === undefined ? {} : { work: [...journal.entries.work, answer.work] }),
      ...(answer.end === undefined ? {} : { end: answer.end }),
    });
    status.update({ lastRequest });
    if (answer.end !== undefined) end(answer.end);
  };

  const answerTo = async (request: ShardRequest): Promise<Answer> => {
    const { work, finishedWork, end: ended, tasks: known } = journal.entries;
    const busy = work.some((item) => !finishedWork.includes(item.id));
    const isOver = ended === null ? undefined : refused(`the shard has ended: ${ended.message}`);

    if (request.kind === 'start') {
      if (isOver !== undefined) return isOver;
      if (work.length > 0) return refused('the shard was started before');
      const seeds = await takeSeeds(request.seed ?? [], paths.seed, paths.runCache);
      if (!seeds.ok) return refused(seeds.reason);
      if (seeds.taken.length > 0) say(`took over ${seeds.taken.length} runs of an earlier eval`);
      const lost = request.spent ?? journal.entries.lost;
      await journal.record({
        seeded: seeds.taken,
        lost,
        overhead: request.spent ?? journal.entries.overhead,
      });
      return { status: 'accepted', work: { id: request.id, kind: 'start' } };
    }
    if (request.kind === 'runs') {
      if (isOver !== undefined) return isOver;
      if (work.length === 0 || known === null) return refused('the shard was not started yet');
      const { tasks, runs } = request;
      const foreign = tasks.filter((task) => !known.includes(task));
      if (foreign.length > 0) return refused(`not in this shard: ${foreign.join(', ')}`);
      return { status: 'accepted', work: { id: request.id, kind: 'runs', tasks, runs } };
    }
    // A shard whose work is finished has nothing to stop; its results stay as they are.
    if (ended !== null || (work.length > 0 && !busy)) return { status: 'done' };
    const message = request.kind === 'cancel' ? 'cancelled' : 'asked to finish before its work was done';
    return { status: 'accepted', end: { reason: 'cancelled', failure: null, message } };
  };

  const look = async (): Promise<void> => {
    const parsed = parseRequest(await readJson(paths.request, maxRequestBytes));
    const id = parsed.ok ? parsed.request.id : parsed.id;
    const { lastRequest, work } = journal.entries;
    if (id === null || id === lastRequest?.id || work.some((item) => item.id === id)) return;
    const answer = parsed.ok ? await answerTo(parsed.request) : refused(parsed.reason);
    say([`request ${id} ${answer.status}`, answer.reason].filter((part) => part !== undefined).join(': '));
    await record(id, answer);
  };

  return {
    serve: async (signal) => {
      let seen = '';
      while (!signal.aborted) {
        const stats = await statIfThere(paths.request);
        const stamp = stats === undefined ? '' : `${stats.ino}:${stats.mtimeMs}:${stats.size}`;
        if (stamp !== seen) {
          await look();
          seen = stamp;
        }
        await pause(pollMs, signal).catch(() => undefined);
      }
    },
    nextWork: async (signal) => {
      for (;;) {
        signal.throwIfAborted();
        const { work, finishedWork } = journal.entries;
        const next = work.find((item) => !finishedWork.includes(item.id));
        if (next !== undefined) return next;
        await pause(50, signal);
      }
    },
    settle: async (id) => {
      if (journal.entries.lastRequest?.id !== id) return;
      const lastRequest = { id, status: 'done' as const, reason: '' };
      await journal.record({ lastRequest });
      status.update({ lastRequest });
    },
  };
}

const refused = (reason: string): Answer => ({ status: 'refused', reason });
