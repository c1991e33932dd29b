import { z } from 'zod';
import { ActionError } from '../../base/errors.ts';
import { plainLines } from '../../base/plain-text.ts';
import { taskFields } from './benchmark.ts';
import { parseJson } from './json.ts';
import { MAX_RUN_FILE_BYTES } from './run-cache.ts';
import { failureFields, failureModeSchema, failuresOf } from './run-failures.ts';

/** What a person wants to know of one run: how it went, and why it failed. */
export interface RunDetail {
  taskId: string;
  tier: string;
  /** From 0. */
  runIndex: number;
  /** 0..1 */
  score: number;
  /** ClawBench's: `pass`, `partial` or `fail`. */
  outcome: string;
  /** ClawBench's name for the way it failed; null if it gave none. */
  failureMode: string | null;
  /** 0..1; the judge's is null if there was none. */
  axes: { completion: number; trajectory: number; behavior: number; judge: number | null };
  /** What the harness found at fault, a line each, the weightiest first. */
  failures: string[];
  /** What kept the harness from scoring it; null if nothing did. */
  error: string | null;
  durationMs: number;
  totalTokens: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number;
  /** The conversation, in order. */
  steps: Step[];
}

/** One message of a conversation. */
export interface Step {
  role: 'user' | 'assistant' | 'tool';
  text: string;
  calls: ToolCall[];
}

interface ToolCall {
  name: string;
  /** Arguments as JSON. */
  input: string;
  output: string;
  ok: boolean;
}

/** Longer texts are cut: the file in the artifact has all of them. */
const MAX_TEXT = 8000;
const MOST_STEPS = 400;

const share = z.number().min(0).max(1).default(0).catch(0);
const amount = z.number().min(0).default(0).catch(0);
const text = z.string().default('').catch('');

const callSchema = z
  .object({ id: text, name: text, input: z.unknown(), output: text, success: z.boolean().catch(true) })
  .catch({ id: '', name: '', input: undefined, output: '', success: true });

const messageSchema = z.object({
  role: text,
  text,
  tool_calls: z.array(callSchema).catch([]),
  tool_result_for: text,
  tool_result_content: text,
});
type Message = z.infer<typeof messageSchema>;

const usage = { input_tokens: amount, output_tokens: amount, total_tokens: amount, total_cost_usd: amount };
const usageSchema = z.object(usage).prefault({}).catch(z.object(usage).parse({}));

/** Lenient where it only shows something: a field of another shape is left out, and the rest of the run is shown. */
const runSchema = z.object({
  task_id: taskFields.task_id,
  tier: taskFields.tier,
  run_index: z.number().int().min(0),
  run_score: share,
  completion_result: z.object({ score: share, ...failureFields.completion }).prefault({}),
  trajectory_result: z.object({ score: share, ...failureFields.trajectory }).prefault({}),
  behavior_result: z.object({ score: share, ...failureFields.behavior }).prefault({}),
  judge_result: z
    .object({
      enabled: z.boolean().default(false).catch(false),
      score: share,
      token_usage: usageSchema,
      ...failureFields.judge,
    })
    .prefault({}),
  transcript: z
    .object({ messages: z.array(messageSchema).default([]).catch([]) })
    .prefault({})
    .catch({ messages: [] }),
  duration_ms: amount,
  token_usage: usageSchema,
  delivery_outcome: text,
  failure_mode: failureModeSchema,
  error: text,
});

/**
 * Reads one file of the run cache for people to look at.
 * @throws ActionError `bad-result` if it is not a run
 */
export function parseRunDetail(bytes: Uint8Array, name: string): RunDetail {
  const parsed = runSchema.safeParse(parseJson(bytes, { name, maxBytes: MAX_RUN_FILE_BYTES }));
  if (!parsed.success) throw new ActionError('bad-result', `${name} is not a run of ClawBench.`);
  const run = parsed.data;
  const judged = run.judge_result;
  const used = (field: keyof typeof usage): number => run.token_usage[field] + judged.token_usage[field];
  return {
    taskId: run.task_id,
    tier: run.tier,
    runIndex: run.run_index,
    score: run.run_score,
    outcome: run.delivery_outcome,
    failureMode: run.failure_mode,
    axes: {
      completion: run.completion_result.score,
      trajectory: run.trajectory_result.score,
      behavior: run.behavior_result.score,
      judge: judged.enabled ? judged.score : null,
    },
    failures: failuresOf(run),
    error: run.error === '' ? null : shortened(run.error),
    durationMs: run.duration_ms,
    totalTokens: used('total_tokens'),
    inputTokens: used('input_tokens'),
    outputTokens: used('output_tokens'),
    costUsd: used('total_cost_usd'),
    steps: stepsOf(run.transcript.messages),
  };
}

function stepsOf(messages: readonly Message[]): Step[] {
  const results = new Map(
    messages.filter(isResult).map((message) => [message.tool_result_for, message.tool_result_content]),
  );
  const called = new Set(messages.flatMap((message) => message.tool_calls.map(({ id }) => id)));
  return messages
    .filter((message) => !isResult(message) || !called.has(message.tool_result_for))
    .slice(0, MOST_STEPS)
    .map((message) => ({
      role: roleOf(message),
      text: shortened(isResult(message) ? message.tool_result_content || message.text : message.text),
      calls: message.tool_calls.map((call) => ({
        name: shortened(call.name),
        input: shortened(call.input === undefined ? '' : JSON.stringify(call.input)),
        output: shortened(call.output || (results.get(call.id) ?? '')),
        ok: call.success,
      })),
    }));
}

function isResult({ role, tool_result_for: id }: Message): boolean {
  return id !== '' || /^tool/i.test(role);
}

function roleOf(message: Message): Step['role'] {
  if (isResult(message)) return 'tool';
  return message.role === 'user' ? 'user' : 'assistant';
}

function shortened(raw: string): string {
  const cut = raw.length > MAX_TEXT ? `${raw.slice(0, MAX_TEXT)}\n… (${raw.length} characters)` : raw;
  return plainLines(cut).join('\n');
}
