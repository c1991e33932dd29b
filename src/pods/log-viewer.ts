import type { EvalBackend } from '../backends/backend.ts';
import type { Log } from '../base/ports.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { followLog, type LogEntry } from '../kube/logs.ts';
import type { Pod } from '../kube/types.ts';

/** How many characters of a pod's log are shown at most: the runner cannot handle logs of hundreds of megabytes. */
const MOST_SHOWN = 2_000_000;

export interface LogViewer {
  /** Opens the group of the logs. */
  open(): void;
  isOpen(): boolean;
  /** Shows the log of a pod from its first line on. Does nothing if it is shown already, or while closed. */
  follow(shard: number, pod: Pod): void;
  close: () => void;
}

interface LogViewerContext {
  kube: Kube;
  log: Log;
  backend: Pick<EvalBackend, 'logContainer'>;
  /** The prefix of each line of a shard. */
  prefixOf: (shard: number) => string;
}

/** Shows the logs of shards while they run. Only for display: the complete log is fetched as a file at the end. */
export function openLogViewer({ kube, log, backend, prefixOf }: LogViewerContext): LogViewer {
  const closing = new AbortController();
  const followed = new Set<string>();
  let closeGroup: (() => void) | undefined;

  async function show(shard: number, entries: AsyncIterable<LogEntry>): Promise<void> {
    const say = (text: string): void => log.info(`${prefixOf(shard)}${text}`);
    let shown = 0;
    for await (const entry of entries) {
      if (entry.kind === 'gap') {
        say('(lines may be missing here; the whole log will be in the artifact)');
        continue;
      }
      shown += entry.text.length;
      if (shown > MOST_SHOWN) return say('(the log goes on; all of it will be in the artifact)');
      say(entry.text);
    }
  }

  return {
    open: () => void (closeGroup ??= log.group('Evaluation')),
    isOpen: () => closeGroup !== undefined,
    follow(shard, pod) {
      const uid = pod.metadata?.uid;
      const target = backend.logContainer(pod);
      if (closeGroup === undefined || uid === undefined || target === undefined || followed.has(uid)) return;
      followed.add(uid);
      const following = withSignal(kube, AbortSignal.any([kube.signal, closing.signal]));
      void show(shard, followLog(following, target)).catch((error: unknown) =>
        log.debug(`The log of pod ${target.pod} is no longer followed: ${String(error)}`),
      );
    },
    close() {
      closing.abort();
      closeGroup?.();
      closeGroup = undefined;
    },
  };
}
