import path from 'node:path';
import type { Clean } from '../base/clean.ts';
import { download, shownUrl } from '../base/download.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import type { ArtifactStore } from '../github/artifact-store.ts';
import type { Outputs } from '../github/outputs.ts';
import { maxSummaryBytes } from '../github/summary.ts';
import type { HistorySource } from '../inputs/history-kind.ts';
import type { Inputs, InputsOf } from '../inputs/types.ts';
import type { MlflowServer } from '../mlflow/http.ts';
import { experimentOf } from '../plan/mlflow.ts';
import { badgeOf, badgePicture } from './badge.ts';
import { findingsOf } from './findings.ts';
import { fromArtifacts } from './from-artifacts.ts';
import { fromHistory, fromPath } from './from-files.ts';
import { fromMlflow } from './from-mlflow.ts';
import type { Gathered } from './gathered.ts';
import type { HistoryRecord } from './history-record.ts';
import { renderHistorySummary } from './markdown.ts';
import { renderPage } from './page.ts';
import { seriesOf } from './series.ts';
import { writeFiles } from './write-files.ts';

/** What a history is asked for. */
type HistoryInputs = InputsOf<'trend' | 'mlflow'> & Pick<Inputs, 'artifactName'>;

interface HistoryHost extends Host {
  artifacts: ArtifactStore | null;
}

/** What there is to tell and to hand on. */
interface History {
  lines: readonly string[];
  record: Record<string, unknown>;
  outputs: Outputs;
  summary: Clean<string>;
}

const WEEK_MS = 7 * 86_400_000;
const MAX_DOWNLOAD_BYTES = 20_000_000;

/**
 * Gathers the evaluations of the past, finds what changed slowly, and writes the page.
 * @throws ActionError `bad-history`, `bad-input`
 */
export async function history(inputs: HistoryInputs, host: HistoryHost): Promise<History> {
  const { historyLeastChange: leastChange, historyWeeks: weeks, historyPath } = inputs;
  const toMs = host.clock.now();
  const branch = inputs.historyBranch ?? host.workflow?.baseBranch ?? null;
  const window = { branch, fromMs: toMs - weeks * WEEK_MS, toMs };
  const gathered = await gatherAll(inputs, window, host);
  const { series, notes } = seriesOf(
    gathered.flatMap(({ found }) => found),
    window,
  );
  const record = host.log.secrets.clean<HistoryRecord>({
    schemaVersion: 1,
    at: new Date(toMs).toISOString(),
    branch,
    weeks,
    leastChange,
    series: series.map((one) => ({ ...one, findings: findingsOf(one, leastChange) })),
    notes: [...gathered.flatMap((source) => source.notes), ...notes],
  });
  const files = await filesOf(record);
  const directory =
    historyPath === null
      ? writeFiles('history', { directory: host.directory, trees: [], elsewhere: true }, files)
      : writeFiles(historyPath, host.places, files);
  return told(record, directory, host);
}

function told(record: Clean<HistoryRecord>, directory: string, { log }: HistoryHost): History {
  const plain: HistoryRecord = record;
  const lines = record.series.map(({ name, findings }) => `${name}: ${findings.sentence}.`);
  const slides = record.series.filter(({ findings }) => findings.state === 'slide');
  for (const { name, findings } of slides) log.warning('The score slides', `${name}: ${findings.sentence}.`);
  for (const note of record.notes) log.info(note);
  return {
    lines: [
      ...(lines.length === 0 ? ['No evaluations were found.'] : lines),
      `Page: ${path.join(directory, 'index.html')}`,
    ],
    record: plain,
    outputs: { 'history-path': directory, 'history-slides': slides.length },
    summary: renderHistorySummary(record, maxSummaryBytes),
  };
}

/** Sources that know more of an evaluation come first, because the first that has one counts. */
const order = ['artifacts', 'path', 'mlflow', 'url'] as const;

interface Window {
  branch: string | null;
  fromMs: number;
}

async function gatherAll(inputs: HistoryInputs, window: Window, host: HistoryHost): Promise<Gathered[]> {
  const sources = inputs.historyFrom.toSorted((a, b) => order.indexOf(a.from) - order.indexOf(b.from));
  const gathered: Gathered[] = [];
  for (const source of sources) gathered.push(await gather(source, { inputs, window }, host));
  return gathered;
}

async function gather(
  source: HistorySource,
  { inputs, window }: { inputs: HistoryInputs; window: Window },
  host: HistoryHost,
): Promise<Gathered> {
  if (source.from === 'path') return fromPath(source.path, host.places);
  if (source.from === 'url') return await fromAddress(source.url, host);
  if (source.from === 'mlflow') return await fromMlflow(serverOf(inputs), window.fromMs, host);
  const { artifacts, workflow } = host;
  if (artifacts === null || workflow === null || window.branch === null) throw noArtifacts();
  const runsUrl = `${workflow.serverUrl}/${workflow.repository}/actions/runs`;
  const query = { branch: window.branch, artifactName: inputs.artifactName, sinceMs: window.fromMs, runsUrl };
  try {
    return await fromArtifacts(artifacts, query);
  } catch (error) {
    if (!isActionError(error, 'bad-baseline')) throw error;
    throw new ActionError('bad-history', error.message, { hint: error.hint, cause: error });
  }
}

/** The rules of the inputs ask for an address with this source. */
function serverOf(inputs: InputsOf<'mlflow'>): MlflowServer {
  return { trackingUri: inputs.mlflowTrackingUri ?? '', ...experimentOf(inputs) };
}

function noArtifacts(): ActionError {
  return new ActionError(
    'bad-history',
    'Artifacts of workflow runs can only be read in a workflow with a token, for a branch that is known.',
    {
      hint: 'Give `github-token` and `history-branch`, or write another source in `history-from`.',
      terminalHint:
        'Download the artifacts, for example with `gh run download`, and write their directories: clawbench-k8s history DIR…',
    },
  );
}

/** The first history that is published has no earlier one. */
async function fromAddress(url: string, { env, signal, log }: HistoryHost): Promise<Gathered> {
  const name = shownUrl(new URL(url));
  const answer = await download(url, { maxBytes: MAX_DOWNLOAD_BYTES, env, signal });
  if ('bytes' in answer) return fromHistory(answer.bytes, name);
  if (answer.status === 404) {
    log.notice('No earlier history', `${name} does not exist yet.`);
    return { found: [], notes: [`There was no earlier history at ${name}.`] };
  }
  throw new ActionError('bad-history', `${answer.problem}.`, {
    cause: answer.cause,
    hint: 'The address in `history-from` must serve a history.json without a login.',
  });
}

/** Everything that is published, by the names of the files. */
async function filesOf(record: Clean<HistoryRecord>): Promise<Record<string, string>> {
  const badges = record.series.flatMap((series, index) => {
    const badge = badgeOf(series);
    const names = [`badge-${series.id}`, ...(index === 0 ? ['badge'] : [])];
    return names.flatMap((name) => [
      [`${name}.json`, `${JSON.stringify(badge, null, 2)}\n`] as const,
      [`${name}.svg`, badgePicture(badge)] as const,
    ]);
  });
  return {
    'index.html': await renderPage(record),
    'history.json': `${JSON.stringify(record, null, 2)}\n`,
    ...Object.fromEntries(badges),
  };
}
