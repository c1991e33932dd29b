import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { z } from 'zod';
import { shownUrl } from '../base/download.ts';
import { messageOf } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import { proxyFor } from '../base/proxy.ts';
import type { Mlflow } from '../plan/mlflow.ts';

/** A server that this machine reaches by itself, and how to log in. */
export type MlflowServer = Pick<Mlflow, 'trackingUri' | 'experiment' | 'login'>;

/** A run in MLflow, as far as it says what was logged. */
export interface MlflowRun {
  id: string;
  experimentId: string;
  /** As the client that logged it says, in ms since 1970. */
  startedMs: number;
  /** RFC 3339; null if it has not ended. */
  endedAt: string | null;
  tags: Readonly<Record<string, string>>;
}

const REQUEST_MS = 60_000;
const MAX_PAGE_BYTES = 50_000_000;
const PAGE_RUNS = 200;

const experimentSchema = z.object({ experiment: z.object({ experiment_id: z.string() }) });
const runSchema = z.object({
  info: z.object({
    run_id: z.string(),
    experiment_id: z.string().default(''),
    start_time: z.coerce.number().default(0),
    end_time: z.coerce.number().optional(),
    lifecycle_stage: z.string().default('active'),
  }),
  data: z.object({ tags: z.array(z.object({ key: z.string(), value: z.string() })).default([]) }),
});
const oneRunSchema = z.object({ run: runSchema });
const runsSchema = z.object({ runs: z.array(runSchema).default([]), next_page_token: z.string().optional() });

/** Why MLflow did not answer as it should: a sentence with the address, and the status if there was one. */
export class MlflowRefusal extends Error {
  override readonly name = 'MlflowRefusal';
  readonly status: number | null;

  constructor(message: string, status: number | null, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

/**
 * Reads from an MLflow server directly, without a pod. It follows no redirect: the login is for this server alone.
 * @throws (all methods) MlflowRefusal; the signal's reason
 */
export function openMlflow(server: MlflowServer, { env, signal }: Pick<Host, 'env' | 'signal'>) {
  const base = new URL(server.trackingUri);

  async function ask(route: string, options: { body?: unknown; maxBytes: number }): Promise<Buffer> {
    const url = new URL(`${base.pathname.replace(/\/$/, '')}/${route}`, base);
    const proxy = proxyFor(url, env);
    const dispatcher: Dispatcher = proxy === undefined ? new Agent() : new ProxyAgent(proxy);
    try {
      const answer = await request(url, {
        dispatcher,
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
        headers: { accept: 'application/json', ...authorization(server.login), ...contentType(options.body) },
        ...(options.body === undefined ? {} : { method: 'POST', body: JSON.stringify(options.body) }),
      });
      if (answer.statusCode !== 200)
        throw new MlflowRefusal(`${shownUrl(url)} answered ${answer.statusCode}`, answer.statusCode);
      return await capped(answer.body, options.maxBytes, shownUrl(url));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof MlflowRefusal) throw error;
      throw new MlflowRefusal(`${shownUrl(url)} does not answer: ${messageOf(error)}`, null, error);
    } finally {
      await dispatcher.destroy();
    }
  }

  async function experimentId(): Promise<string> {
    if ('id' in server.experiment) return server.experiment.id;
    const query = new URLSearchParams({ experiment_name: server.experiment.name });
    const route = `api/2.0/mlflow/experiments/get-by-name?${query.toString()}`;
    return parsed(experimentSchema, await ask(route, { maxBytes: MAX_PAGE_BYTES })).experiment.experiment_id;
  }

  return {
    /** The experiment that the inputs name; null if there is none of that name. */
    async experiment(): Promise<string | null> {
      try {
        return await experimentId();
      } catch (error) {
        if (error instanceof MlflowRefusal && error.status === 404) return null;
        throw error;
      }
    },
    async run(id: string): Promise<MlflowRun> {
      const route = `api/2.0/mlflow/runs/get?${new URLSearchParams({ run_id: id }).toString()}`;
      const { run } = parsed(oneRunSchema, await ask(route, { maxBytes: MAX_PAGE_BYTES }));
      if (run.info.lifecycle_stage === 'deleted') throw new MlflowRefusal(`The run ${id} is deleted`, null);
      return runOf(run);
    },
    /**
     * Runs of an experiment, the newest first; `most` of them at most.
     * @param filter in the language of MLflow's search
     */
    async runs(filter: string, most: number, experiment?: string): Promise<MlflowRun[]> {
      const runs: MlflowRun[] = [];
      const query = {
        experiment_ids: [experiment ?? (await experimentId())],
        filter,
        order_by: ['attributes.start_time DESC'],
        max_results: PAGE_RUNS,
      };
      for (let page: string | undefined = ''; page !== undefined && runs.length < most;) {
        const body = { ...query, ...(page === '' ? {} : { page_token: page }) };
        const bytes = await ask('api/2.0/mlflow/runs/search', { body, maxBytes: MAX_PAGE_BYTES });
        const answer = parsed(runsSchema, bytes);
        runs.push(...answer.runs.map(runOf));
        page = answer.next_page_token || undefined;
      }
      return runs.slice(0, most);
    },
    /** A file that was logged with a run; null if the run has none of that name. */
    async file(runId: string, name: string, maxBytes: number): Promise<Buffer | null> {
      // Servers before 2.0 know the first name of the parameter alone.
      const query = new URLSearchParams({ run_uuid: runId, run_id: runId, path: name });
      try {
        return await ask(`get-artifact?${query.toString()}`, { maxBytes });
      } catch (error) {
        if (error instanceof MlflowRefusal && error.status === 404) return null;
        throw error;
      }
    },
  };
}

function runOf({ info, data }: z.infer<typeof runSchema>): MlflowRun {
  return {
    id: info.run_id,
    experimentId: info.experiment_id,
    startedMs: info.start_time,
    endedAt: info.end_time === undefined ? null : instantOf(info.end_time),
    tags: Object.fromEntries(data.tags.map(({ key, value }) => [key, value])),
  };
}

function instantOf(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function authorization({ username, password, token }: MlflowServer['login']): Record<string, string> {
  if (token !== null) return { authorization: `Bearer ${token}` };
  if (username === null) return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` };
}

function contentType(body: unknown): Record<string, string> {
  return body === undefined ? {} : { 'content-type': 'application/json' };
}

async function capped(body: AsyncIterable<Buffer>, maxBytes: number, name: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > maxBytes) throw new MlflowRefusal(`${name} answered more than ${maxBytes / 1e6} MB`, 200);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function parsed<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new MlflowRefusal('The answer is not that of an MLflow server', null, cause);
  }
}
