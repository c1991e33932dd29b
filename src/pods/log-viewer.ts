import type { EvalBackend } from '../backends/backend.ts';
import type { Log } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import { followLog, type LogEntry } from '../kube/logs.ts';
import type { Pod } from '../kube/types.ts';
import type { Board } from './board.ts';

/** How many characters of a pod's log are shown at most: the runner cannot handle logs of hundreds of megabytes. */
const MOST_SHOWN = 2_000_000;

export interface LogViewer {
  /** Shows the log of a pod from its first line on. Does nothing if it is shown already, or while the board is closed. */
  follow(shard: number, pod: Pod): void;
}

interface LogViewerContext {
  /** Its signal ends the viewing. */
  kube: Kube;
  log: Log;
  backend: Pick<EvalBackend, 'logContainer'>;
  board: Pick<Board, 'isOpen'>;
  /** The prefix of each line of a shard. */
  prefixOf: (shard: number) => string;
}

/** Shows the logs of shards while they run. Only for display: the complete log is fetched as a file at the end. */
export function openLogViewer({ kube, log, backend, board, prefixOf }: LogViewerContext): LogViewer {
  const followed = new Set<string>();

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
    follow(shard, pod) {
      const uid = pod.metadata?.uid;
      const target = backend.logContainer(pod);
      if (!board.isOpen() || uid === undefined || target === undefined || followed.has(uid)) return;
      followed.add(uid);
      void show(shard, followLog(kube, target)).catch((error: unknown) =>
        log.debug(`The log of pod ${target.pod} is no longer followed: ${String(error)}`),
      );
    },
  };
}
