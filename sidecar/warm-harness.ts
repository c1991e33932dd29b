import { type HarnessProcess, killGroup } from './harness-process.ts';
import { parseObject } from './json.ts';
import { lineSplitter } from './lines.ts';

/** A Python that loads ClawBench's modules, or has loaded them, and waits for orders: warm_harness.py. */
export interface WarmProcess {
  /**
   * Runs a program in a child of it.
   * @returns what the program printed; undefined if it failed, or there was no answer before `signal` aborted
   */
  ask(program: string, args: readonly string[], signal: AbortSignal): Promise<string | undefined>;
  /** @returns the process as this program; undefined if it does not become it, and it is gone then */
  become(program: string, args: readonly string[], signal: AbortSignal): Promise<HarnessProcess | undefined>;
  end(): void;
}

type Answer = Record<string, unknown>;

/** As much as the program answers with, and what JSON makes of it. */
const maxAnswerBytes = 32 * 1024 * 1024;

export function warmUp(process: HarnessProcess): WarmProcess {
  const { channel, ended, output, pid } = process;
  let answered: (answer: Answer | undefined) => void = () => undefined;
  const gone = ended.then(
    () => undefined,
    () => undefined,
  );
  const split = lineSplitter((line) => answered(parseObject(line)), maxAnswerBytes);
  channel?.on('data', split);
  // It may end at any moment; `gone` says so.
  channel?.on('error', () => undefined);

  const end = (): void => {
    killGroup(pid, 'SIGKILL');
    channel?.destroy();
    output.destroy();
  };
  const order = async (request: Answer, signal: AbortSignal): Promise<Answer | undefined> => {
    if (signal.aborted) return undefined;
    const aborted = Promise.withResolvers<undefined>();
    const onAbort = (): void => aborted.resolve(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    const answer = new Promise<Answer | undefined>((resolve) => {
      answered = resolve;
    });
    channel?.write(`${JSON.stringify(request)}\n`);
    const first = await Promise.race([answer, gone, aborted.promise]);
    signal.removeEventListener('abort', onAbort);
    return first;
  };

  return {
    end,
    ask: async (program, args, signal) => {
      const answer = await order({ program, args, keep: true }, signal);
      return answer?.['code'] === 0 && typeof answer['output'] === 'string' ? answer['output'] : undefined;
    },
    become: async (program, args, signal) => {
      const answer = await order({ program, args, keep: false }, signal);
      if (answer?.['taken'] !== true) {
        end();
        return undefined;
      }
      channel?.destroy();
      return process;
    },
  };
}
