import { oneLine } from '../../base/plain-text.ts';
import type { RequestClosed, WireLine, WireOutcome, WireRefusal, WireRun } from '../../protocol/wire.ts';
import { directoryOf } from '../../result/formats/run-cache.ts';
import { taskAnchor } from '../anchors.ts';
import { count, duration, money, plural } from '../figures.ts';
import { html, type Part } from '../html/markup.ts';
import { type ModelRequests, type NotableRequest, requestsIn } from '../requests.ts';
import { quantile, table } from './sections.ts';

/** What went over the wire: requests by model, and those that failed or had to wait. @param taskIds those that the page shows */
export function wireSection(lines: Iterable<WireLine>, taskIds: readonly string[]): Part {
  const anchors = new Map(taskIds.map((id) => [directoryOf(id), taskAnchor(id)]));
  const requests = requestsIn(lines);
  if (requests === null) return null;
  const { models, notable, moreNotable } = requests;
  const head = [
    'Model',
    'Answered as',
    'Requests',
    'Failed',
    'First byte',
    'Whole answer',
    'Tokens in',
    'out',
    'Cost',
  ];
  return html`<section id="wire"><h2>Requests to models</h2>
<p class="small muted">As the relay saw them, which alone has the provider's key. Times are medians, without waiting.</p>
${table('Requests by model', head, models.map(modelCells), [2, 3, 4, 5, 6, 7, 8])}
${
  notable.length > 0 &&
  html`<details><summary class="plain">${plural(notable.length + moreNotable, 'request')} failed or had to wait</summary>${table(
    'Requests that failed or waited',
    ['After', 'Run', 'Model', 'How it ended', 'Attempts', 'Waited', "Provider's id"],
    notable.map((one) => notableCells(one, anchors)),
    [0, 4, 5],
  )}${moreNotable > 0 && html`<p class="small muted">${count(moreNotable)} more in the artifact: <code>wire/</code>.</p>`}</details>`
}
</section>`;
}

function modelCells({ model, servedAs, firstByteMs, durationMs, ...sums }: ModelRequests): Part[] {
  return [
    html`<code>${oneLine(model, 80)}</code>`,
    servedAs.length === 0 ? '–' : oneLine(servedAs.join(', '), 120),
    count(sums.requests),
    count(sums.failed),
    median(firstByteMs),
    median(durationMs),
    count(sums.tokensIn),
    count(sums.tokensOut),
    sums.costUsd === null ? 'unknown' : money(sums.costUsd),
  ];
}

function median(times: readonly number[]): string {
  if (times.length === 0) return '–';
  return `${(
    quantile(
      times.toSorted((a, b) => a - b),
      0.5,
    ) / 1000
  ).toFixed(1)} s`;
}

function notableCells(
  { afterMs, run, model, closed }: NotableRequest,
  anchors: ReadonlyMap<string, string>,
): Part[] {
  return [
    duration(afterMs),
    run === null ? '–' : runCell(run, anchors.get(directoryOf(run.task))),
    html`<code>${oneLine(model, 60)}</code>`,
    closed === null ? 'lost with its relay' : endWords(closed),
    closed === null ? '–' : count(closed.attempts),
    closed === null ? '–' : duration(closed.waitedMs),
    closed?.providerRequestId === null || closed === null
      ? '–'
      : html`<code>${oneLine(closed.providerRequestId, 60)}</code>`,
  ];
}

function runCell({ task, run }: WireRun, anchor: string | undefined): Part {
  const name = `${oneLine(task, 60)} ${run + 1}`;
  return anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`;
}

const ends: Readonly<Record<WireOutcome, string>> = {
  complete: 'answered',
  empty: 'empty answer',
  'http-error': 'refused',
  network: 'not reached',
  timeout: 'fell silent',
  'cut-stream': 'broke off',
  'bad-answer': 'no answer of a model',
  'client-gone': 'given up by the gateway',
  refused: 'not forwarded',
};

const refusals: Readonly<Record<WireRefusal, string>> = {
  budget: 'a cap was reached',
  journal: 'the journal could not be written',
  'too-large': 'too large',
  'too-many': 'too many at once',
  'in-background': 'would run in the background',
};

function endWords({ outcome, refusal, status, error }: RequestClosed): string {
  const what = refusal === null ? ends[outcome] : `${ends[outcome]}: ${refusals[refusal]}`;
  const code = outcome === 'http-error' && status !== null ? ` (${status})` : '';
  return `${what}${code}${error === null || error === '' ? '' : `: ${oneLine(error, 160)}`}`;
}
