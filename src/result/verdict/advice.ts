import type { ErrorCode } from '../../base/errors.ts';
import type { FailureCode } from '../../protocol/wire-faults.ts';
import type { InvalidRuns, RunClass } from '../formats/verdict-record.ts';
import type { Evidence } from './evidence.ts';

/** How a provider refuses the key or the model. */
const REFUSED_ACCESS: ReadonlySet<FailureCode | null> = new Set([401, 402, 403, 404, 'wrong-model']);

/** What to do about these runs, in sentences; a result that came without run files came without logs too. */
export function remedyFor({ class: kind, code }: InvalidRuns, { runFiles }: Evidence): string {
  const remedy = (typeof code === 'string' ? FAILURE_REMEDIES[code] : undefined) ?? ADVICE[kind].remedy;
  return runFiles === null && remedy.endsWith('in the artifact.') ? '' : remedy;
}

/** The code that tells a workflow most about what to do. */
export function codeOf({ class: kind, code }: InvalidRuns): ErrorCode {
  if (kind === 'provider-error' && REFUSED_ACCESS.has(code)) return 'bad-model-access';
  return ADVICE[kind].code;
}

/** Where a provider failed without refusing anything. */
const FAILURE_REMEDIES: Readonly<Record<Extract<FailureCode, string>, string>> = {
  network:
    'Check that the pods reach the provider: its address, a network policy, `https-proxy`, `ca-certificates`. Then re-run.',
  timeout: 'Re-run when the provider answers again, or lower `concurrency`.',
  'cut-stream': 'Look for a proxy between the pods and the provider that ends long answers, then re-run.',
  'empty-answer': 'Check at the provider what this model answers to long prompts with tools, then re-run.',
  'bad-answer': 'Check `openai-api-base` and what stands between the pods and the provider, then re-run.',
  'wrong-model':
    'Write as `model` the one to be tested, and switch fallbacks to other models off at the provider.',
};

/** How a workflow and a person learn what to do about runs of a class. */
export const ADVICE: Readonly<Record<RunClass, { code: ErrorCode; remedy: string }>> = {
  valid: { code: 'low-coverage', remedy: '' },
  'provider-error': {
    code: 'low-coverage',
    remedy: 'Check the key, the model name and the limits at the provider, then re-run.',
  },
  'no-answer': { code: 'low-coverage', remedy: 'See the gateway log in the artifact.' },
  'dead-turn': {
    code: 'low-coverage',
    remedy: 'Lower `concurrency` or use a pinned OpenClaw image, then re-run.',
  },
  'gateway-lost': { code: 'low-coverage', remedy: 'See the gateway log in the artifact.' },
  'relay-lost': {
    code: 'low-coverage',
    remedy:
      'Give the container `relay` more memory with `pod-overlay` if it was killed for that, then re-run.',
  },
  'rate-limited': {
    code: 'low-coverage',
    remedy: 'Lower `concurrency`, or raise the limits at the provider, then re-run.',
  },
  'over-cap': { code: 'budget', remedy: 'Raise the cap, or lower `runs`.' },
  'harness-error': { code: 'low-coverage', remedy: 'See eval.log in the artifact.' },
  'judge-error': {
    code: 'low-coverage',
    remedy: 'Check the key, the name and the limits of `judge-model` at its provider, then re-run.',
  },
  evicted: {
    code: 'evicted',
    remedy: 'Re-run on nodes with more free memory and disk, which nobody drains meanwhile.',
  },
  'node-lost': {
    code: 'node-lost',
    remedy: 'Re-run; if it happens again, keep the pods off spot nodes with `pod-overlay`.',
  },
  oom: {
    code: 'out-of-memory',
    remedy: 'Give the container more memory or lower `concurrency`, then re-run.',
  },
  tampered: {
    code: 'tampered',
    remedy: 'Code of the agent may have written to the results; see docs/security.md.',
  },
  'not-run': { code: 'low-coverage', remedy: '' },
};
