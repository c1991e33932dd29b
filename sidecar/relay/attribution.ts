import { createHash } from 'node:crypto';
import type { WireRun } from '../../src/protocol/wire.ts';
import type { Said } from './protocols/protocol.ts';

/**
 * OpenClaw names the workspace right below this heading: "Your working directory is: …" up to 2026.8, "Working directory: …"
 * since. Files of the workspace, which agents write, come after it.
 */
const workspaceLine = /^## Workspace\n[^\n]*?\bworking directory\b[^\n/]*(\/[^\n]+)$/im;

/** Comes before that heading and has texts by agents, in which OpenClaw escapes angle brackets. */
const skills = /<available_skills>[^]*?<\/available_skills>/g;

/** The harness names a workspace after task and run; newer ones use more than 8 digits. */
const runWorkspace = /\/workspace-clawbench\/([^/]{1,200})\/run-(\d{1,6})-([0-9A-Za-z]{1,64})$/;

/** The run whose workspace a system prompt of OpenClaw names; null if it names another one, or none. */
export function runIn(instructions: string): Omit<WireRun, 'turn'> | null {
  const named = workspaceLine.exec(instructions.replace(skills, ''))?.[1]?.trim() ?? '';
  const [, task, run, workspace] = runWorkspace.exec(named) ?? [];
  return task === undefined ? null : { task, run: Number(run), workspace: workspace! };
}

/** Put before what the gateway's clients say, and before nothing that the gateway itself says. */
const stamp = /^\[[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d[^\]\n]*\] */;

/** What the gateway appends to a prompt: a reason for repeating it, and, from 2026.9 on, a line about the session. */
const appended = /\n\n(?:The previous (?:attempt|assistant turn) |Runtime: agent=)[^]*$/;

/** What the gateway says in the user's place. */
const gatewayTexts =
  /^(?:<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>|OpenClaw runtime (?:context|event)|The conversation history before this point was compacted|The following is a summary of a branch|Attached image\(s\) from tool result|Continue (?:from the current transcript|the OpenClaw runtime event)|Before accepting the previous final answer)/;

/** What the gateway puts in the place of an answer that failed. */
const failedAnswer = /^\[assistant turn failed before producing content\]/;

/**
 * A short name for the turn that a conversation is in: that of the user's last message, and how often the user had said the
 * same in an earlier turn. '' if no message of the user is left, as after a compaction within a turn.
 */
export function turnOf(messages: readonly Said[]): string {
  const isStamped = messages.some(({ role, text }) => role === 'user' && stamp.test(text));
  const isOfUser = (text: string): boolean =>
    isStamped ? stamp.test(text) : text !== '' && !gatewayTexts.test(text);
  const turns: string[] = [];
  let isAnswered = false;
  for (const { role, text, callsTool } of messages) {
    if (role === 'assistant') isAnswered = !callsTool && text.trim() !== '' && !failedAnswer.test(text);
    if (role !== 'user' || !isOfUser(text)) continue;
    const said = text.replace(stamp, '').replace(appended, '').trim();
    // The gateway repeats a prompt whose answer failed.
    const isRepeated = said === turns.at(-1) && !isAnswered;
    if (!isRepeated) turns.push(said);
    isAnswered = false;
  }
  const last = turns.at(-1);
  if (last === undefined) return '';
  const before = turns.filter((said) => said === last).length - 1;
  const name = createHash('sha256').update(last).digest('hex').slice(0, 12);
  return before === 0 ? name : `${name}-${before + 1}`;
}

/** How the prompts of judges begin, in the harness and its stand-in. */
const judgePrompt = /^You are (?:evaluating one ClawBench agent run|the judge of an agent's run)\b/;

/** Whether a conversation is one of a judge: it has a session of its own, with one message. */
export function isJudged(messages: readonly Said[]): boolean {
  const first = messages.find(({ role, text }) => role === 'user' && !gatewayTexts.test(text));
  return first !== undefined && judgePrompt.test(first.text.replace(stamp, ''));
}
