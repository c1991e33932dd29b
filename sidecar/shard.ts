import { mkdir } from 'node:fs/promises';
import { podVariables } from '../src/protocol/pod-variables.ts';
import type { Env } from './config.ts';
import { readJson } from './files.ts';
import { type End, type JournalFile, openJournal } from './journal.ts';
import { pathsBelow, type PodPaths } from './paths.ts';
import { openRequestQueue, type RequestQueue } from './request-queue.ts';
import { openRelayView, type RelayView } from './relay-view.ts';
import { publishState, restoredState, type Status } from './status.ts';
import { cleanWords, errorText } from './words.ts';

export interface SupervisorHost {
  env: Env;
  /** Directory in which the pod's paths begin: `/` in an eval pod. */
  root: string;
  /** Directory of sidecar.mjs. */
  sidecarDir: string;
  /** Standard output; resolves when it can take more. */
  print: (chunk: Uint8Array) => Promise<void>;
  /** Aborted on SIGTERM. */
  signal: AbortSignal;
}

/** What every part of the supervisor works with. */
export interface Shard {
  host: SupervisorHost;
  paths: PodPaths;
  journal: JournalFile;
  status: Status;
  /** Null where there is no relay. */
  relay: RelayView | null;
  requests: RequestQueue;
  /** Prints one line for people. */
  say: (text: string) => void;
  /** Stops everything but the answering of requests; only the first call counts. */
  end: (end: End) => void;
  /** What was passed to `end`. */
  endRequested: () => End | undefined;
  /** Aborts when the shard ended, or the container is to stop. */
  stopping: AbortSignal;
}

const maxStateBytes = 4 * 1024 * 1024;

/** Opens the shard, as a supervisor that ran before in this pod left it. */
export async function openShard(host: SupervisorHost): Promise<Shard> {
  const paths = pathsBelow(host.root);
  await mkdir(paths.results, { recursive: true });
  const journal = await openJournal(paths.journal);
  const say = (text: string): void => {
    void host.print(Buffer.from(`supervisor: ${cleanWords(text, secretsOf(host), 2000)}\n`));
  };
  const { restarts, lastRequest, harnessStartedAt } = journal.entries;
  if (restarts > 0) say(`started again in place (${restarts})`);
  const previous = restoredState(
    restarts > 0 ? await readJson(paths.state, maxStateBytes) : undefined,
    restarts,
  );
  const status = publishState(paths.state, { ...previous, lastRequest, harnessStartedAt }, (error) =>
    say(`state.json cannot be written: ${errorText(error)}`),
  );
  const ending = new AbortController();
  let requested: End | undefined;
  const end = (reason: End): void => {
    requested ??= reason;
    ending.abort(new Error(reason.message));
  };
  return {
    host,
    paths,
    journal,
    status,
    relay: openRelayView(host.env),
    requests: openRequestQueue({ paths, journal, status, say, end }),
    say,
    end,
    endRequested: () => requested,
    stopping: AbortSignal.any([host.signal, ending.signal]),
  };
}

/** What must not appear in messages. */
export function secretsOf({ env }: Pick<SupervisorHost, 'env'>): string[] {
  return [env[podVariables.gatewayToken] ?? '', env[podVariables.relayToken] ?? ''];
}
