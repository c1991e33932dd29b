import { createHash } from 'node:crypto';

import { solveProbabilityOf, type Behaviour } from './behaviour.ts';
import { wholeText, type Conversation, type Message } from './conversation.ts';
import { mapStrings, type Step, type TaskScript, type Turn } from './script.ts';

/** The run of a task that a conversation belongs to, as far as it can be told. */
export interface RunOfTask {
  task: string;
  run: number;
  /** What tells this try of the run from all others. */
  workspace: string;
}

/** The harness names the workspace after task and run, and OpenClaw names the workspace in its system prompt. */
export function runOf(conversation: Conversation): RunOfTask | null {
  const found = /workspace-clawbench\/([\w.-]+)\/run-(\d+)-(\w*)/.exec(wholeText(conversation));
  return found ? { task: found[1]!, run: Number(found[2]), workspace: found[3]! } : null;
}

/** Whether this run is one of those that the model solves. The same arguments always give the same answer. */
function isSolved(
  behaviour: Behaviour,
  conversation: Conversation,
  { task, run, workspace }: RunOfTask,
): boolean {
  if (behaviour.solvedFromRun !== null && run >= behaviour.solvedFromRun) return true;
  const drawn = [behaviour.seed, conversation.model, task, run];
  if (behaviour.drawsPerWorkspace) drawn.push(workspace);
  // One draw for every probability: what is solved with a lower one is solved with a higher one too.
  const digest = createHash('sha256').update(drawn.join('\0')).digest();
  return digest.readUInt32BE(0) / 2 ** 32 < solveProbabilityOf(behaviour, wholeText(conversation));
}

/** The next step of the model: from the script of the task that the user's last words belong to, else a plain answer. */
export function decide(conversation: Conversation, tasks: readonly TaskScript[], behaviour: Behaviour): Step {
  const { messages } = conversation;
  const said = messages.filter((message) => message.role === 'user' && !isGatewayContext(message));
  const words = said.at(-1)?.text ?? '';
  const wanted = /Reply with exactly: *(\S+)/.exec(words)?.[1];
  if (wanted) return { text: wanted };
  // Before the tasks: a judge is told the prompt of the task too.
  if (words.includes('You are the judge')) return { text: judgement(behaviour.judgeScore) };
  for (const task of tasks) {
    for (const turn of task.turns) {
      if (!promptPattern(turn).test(words)) continue;
      const solved = isSolved(
        behaviour,
        conversation,
        runOf(conversation) ?? { task: task.id, run: 0, workspace: '' },
      );
      const steps = solved ? turn.solve : turn.fail;
      // The gateway repeats the prompt when it retries a failed turn: the turn began where it was said first.
      const start = messages.findIndex(
        (message) => message.role === 'user' && promptPattern(turn).test(message.text),
      );
      const done = messages.slice(start).filter((message) => message.role === 'tool').length;
      return offered(fill(steps[Math.min(done, steps.length - 1)]!, conversation), conversation);
    }
  }
  return { text: `The scripted model has no script for this. You said: ${words.slice(0, 200)}` };
}

/** OpenClaw from 2026.8 on appends a user message that holds only its own context. */
function isGatewayContext(message: Message): boolean {
  return message.text.startsWith('<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>');
}

function promptPattern(turn: Turn): RegExp {
  const escaped = turn.prompt.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`);
  return new RegExp(escaped.replace(/\{\w+\}/g, '.+?'));
}

/** From 2026.9.5 on OpenClaw hides most tools behind `tool_call`. */
function offered(step: Step, { tools }: Conversation): Step {
  if (!('tool' in step) || tools.includes(step.tool)) return step;
  if (tools.includes('tool_call')) return { tool: 'tool_call', args: { id: step.tool, args: step.args } };
  return { text: `I can not do this: there is no tool ${step.tool}, only ${tools.join(', ')}.` };
}

function fill(step: Step, { messages }: Conversation): Step {
  const heard = messages.filter((message) => message.role === 'user' || message.role === 'tool').reverse();
  const newest = (_: string, expression: string): string => {
    for (const { text } of heard) {
      const found = new RegExp(expression).exec(text);
      if (found) return found[1] ?? found[0];
    }
    return '';
  };
  return mapStrings(step, (text) => text.replace(/\{\{(.+?)\}\}(?!\})/g, newest));
}

function judgement(score: number): string {
  return JSON.stringify({
    score,
    confidence: 0.9,
    passed: score >= 0.7,
    reason: 'The scripted judge gives every run this score.',
    rubric_hits: [],
    rubric_misses: [],
  });
}
