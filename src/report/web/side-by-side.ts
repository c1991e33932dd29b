import { oneLine } from '../../base/plain-text.ts';
import type { RunDetail } from '../../result/formats/run-detail.ts';
import type { Divergence } from '../divergence.ts';
import { html, type Html, type Part } from '../html/markup.ts';
import { toolCall, type ToolCall } from './transcript.ts';

/** What is shown of a run beside another one. */
export interface Trace {
  score: number;
  outcome: string;
  calls: readonly ToolCall[];
  /** What the agent said last; empty if it said nothing. */
  lastWords: string;
}

export function traceOf({ score, outcome, steps }: RunDetail): Trace {
  const said = steps.filter(({ role, text }) => role === 'assistant' && text.trim() !== '');
  return {
    score,
    outcome,
    calls: steps.flatMap(({ calls }) => calls),
    lastWords: said.at(-1)?.text.trim() ?? '',
  };
}

/** Calls shown before the first difference, and after it. */
const before = 2;
const after = 4;

/** A run of the baseline and one of this result, call by call, around the first call in which they differ. */
export function sideBySide({ call, runBefore, runAfter }: Divergence, was: Trace, is: Trace): Html {
  const first = Math.max(0, call - 1 - before);
  const last = Math.min(Math.max(was.calls.length, is.calls.length), call + after);
  const rows = Array.from({ length: last - first }, (_, row) => first + row);
  return html`<section class="sides"><h4>Where it went another way</h4>
<div class="pair head"><b>${title('Baseline', runBefore, was)}</b><b>${title('This result', runAfter, is)}</b></div>
${first > 0 && html`<p class="small muted">${first === 1 ? 'The tool call before these is' : `The ${first} tool calls before these are`} the same.</p>`}
${rows.map((at) => html`<div class="pair ${at === call - 1 ? 'parted' : ''}">${at === call - 1 && html`<p class="mark">First difference: tool call ${call}</p>`}${side(was, at, 'Baseline')}${side(is, at, 'This result')}</div>`)}
${(was.lastWords !== '' || is.lastWords !== '') && html`<div class="pair">${words(was, 'Baseline')}${words(is, 'This result')}</div>`}
</section>`;
}

function title(name: string, runIndex: number, { score, outcome }: Trace): string {
  return `${name}: run ${runIndex + 1}, ${score.toFixed(2)}${outcome === '' ? '' : `, ${oneLine(outcome, 20)}`}`;
}

function side({ calls }: Trace, at: number, name: string): Html {
  const call = calls[at];
  const what: Part =
    call === undefined
      ? html`<span class="muted">${at === calls.length ? 'The run had ended.' : '–'}</span>`
      : toolCall(call);
  return html`<div><span class="side">${name}</span>${what}</div>`;
}

function words({ lastWords }: Trace, name: string): Html {
  return html`<div><span class="side">${name}</span><p class="small"><b>Its last words</b><br>${lastWords === '' ? '–' : oneLine(lastWords, 500)}</p></div>`;
}
