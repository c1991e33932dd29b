import { oneLine } from '../../base/plain-text.ts';
import type { Step } from '../../result/formats/run-detail.ts';
import { html, type Html, type Part } from '../html/markup.ts';

/** Longer texts are cut: the run file has all of them. */
const longest = { text: 4000, input: 1500, output: 2500, line: 110 } as const;

const roles = { user: 'Task', assistant: 'Agent', tool: 'Tool' } as const;

/** The conversation of a run: what was asked, what the agent said, and each tool call with what came back. */
export function transcript(steps: readonly Step[]): Html {
  if (steps.length === 0) return html`<p class="muted">The run file has no conversation.</p>`;
  return html`<ol class="steps">${steps.map(
    ({ role, text, calls }) =>
      html`<li class="${role}"><b>${roles[role]}</b>${text.trim() !== '' && html`<div class="said">${cut(text.trim(), longest.text)}</div>`}${calls.map(toolCall)}</li>`,
  )}</ol>`;
}

export type ToolCall = Step['calls'][number];

/** A tool call on one line, with what went in and came out below it. */
export function toolCall({ name, input, output, ok }: ToolCall): Html {
  return html`<details class="call"><summary>${callLine({ name, input, ok })}</summary>${block('Input', input, longest.input)}${block('Output', output, longest.output)}</details>`;
}

function callLine({ name, input, ok }: Pick<ToolCall, 'name' | 'input' | 'ok'>): Html {
  return html`<code><b>${oneLine(name, 60)}</b> ${oneLine(input, longest.line)}</code>${!ok && html` <span class="chip bad">failed</span>`}`;
}

function block(title: string, text: string, most: number): Part {
  return text.trim() !== '' && html`<h5>${title}</h5><pre>${cut(text.trimEnd(), most)}</pre>`;
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).toWellFormed()}\n… cut: ${text.length - most} more characters are in the run file`;
}

/** About the size of a conversation in the page; larger rather than smaller. */
export function transcriptBytes(steps: readonly Step[]): number {
  const bytes = (text: string, most: number): number => Buffer.byteLength(text.slice(0, most)) * 1.25;
  return steps.reduce((sum, { text, calls }) => {
    const ofCalls = calls.map(
      ({ name, input, output }) =>
        300 +
        bytes(name, 60) +
        bytes(input, longest.line) +
        bytes(input, longest.input) +
        bytes(output, longest.output),
    );
    return sum + 120 + bytes(text, longest.text) + ofCalls.reduce((all, one) => all + one, 0);
  }, 0);
}
