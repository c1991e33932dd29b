/**
 * Why an evaluation ended without a trustworthy score. The code is the `failure-reason` output of the action, so the
 * list is closed: a new kind of failure gets a code here, which the README's table is generated from, and a test.
 */
export const errorCodes = {
  'bad-input': 'An input is missing, malformed, or contradicts another one.',
  'foreign-checkout':
    'A commit of a stranger is checked out in a workflow run that has the secrets of the repository.',
  'no-cluster': 'No cluster was named, or the kubeconfig is empty.',
  'bad-kubeconfig': 'The kubeconfig cannot be used: not YAML, no such context, a missing credential plugin.',
  'kind-failed': 'kind is not available, or could not create its cluster.',
  'cluster-unreachable': 'The API server does not answer.',
  'cluster-auth': 'The API server refused the credentials.',
  'cluster-tls': 'The certificate of the API server is not signed by the CA in the kubeconfig.',
  'cluster-too-old': 'The Kubernetes version has no native sidecars (needs 1.29 or newer).',
  'missing-permission': 'The credentials lack a permission the action needs.',
  'foreign-object': 'An object that the action would write exists and belongs to someone else.',
  'bad-manifest': 'The API server refused an object of the action.',
  'api-error': 'The Kubernetes API kept returning an error.',
  unschedulable: 'No node can run the pod.',
  'quota-exceeded': 'A quota or a LimitRange of the namespace refused the pods, or another object.',
  'admission-refused':
    'PodSecurity, an SCC, a webhook or another policy refused the pods, or another object.',
  'image-pull': 'An image cannot be pulled.',
  'volume-unbound': 'A volume claim is not bound.',
  'container-failed': 'A container cannot start, or keeps failing.',
  'out-of-memory': 'A container was killed for using too much memory.',
  evicted: 'The pod was evicted from its node.',
  'node-lost': 'The node of the pod was lost.',
  'startup-timeout': 'The evaluation did not start in time.',
  timeout: 'The evaluation did not finish in time.',
  'bad-model-access': 'The model provider refused the key or the model.',
  'bad-config': 'OpenClaw or the harness refused the configuration.',
  'unknown-task': 'A task id is not in the suite of the harness image.',
  'gateway-not-ready': 'The OpenClaw gateway did not become ready.',
  'gateway-busy': 'Another evaluation is using this OpenClaw gateway, or is detached on it.',
  'gateway-incompatible': 'The OpenClaw version does not work with the harness.',
  'shard-lost': 'A shard ended without a result.',
  'bad-result': 'The result is missing, truncated, or not in the format of the harness.',
  'low-coverage': 'Too few valid runs to judge.',
  tampered:
    'Something in a pod changed what is judged: the tasks, the number of runs, or a run that had been written.',
  'not-comparable': 'The baseline and this result are not comparable.',
  'bad-baseline': 'The baseline cannot be read.',
  budget: 'A spend cap stopped the evaluation before it was decided.',
  'below-threshold': 'The score is below the threshold.',
  regression: 'The score dropped compared with the baseline.',
  cancelled: 'The evaluation was cancelled.',
  internal: 'A defect in the action itself.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/**
 * The only error that this program throws on purpose. `message` says what is wrong, `hint` how to fix it in a workflow,
 * and `terminalHint` how to fix it on the command line, if that differs.
 */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly terminalHint: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string | undefined; terminalHint?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.terminalHint = options.terminalHint;
  }
}

/** Whether it is an ActionError, and one with any of these codes if some are listed. */
export function isActionError(error: unknown, ...codes: ErrorCode[]): error is ActionError {
  return error instanceof ActionError && (codes.length === 0 || codes.includes(error.code));
}

/** What an error says and what to do about it, where there is room for one text alone. */
export function messageWithHint({ message, hint }: ActionError): string {
  if (hint === undefined) return message;
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${hint}`;
}

/** What a thrown value says. Anything can be thrown, so it need not be an Error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The error to report: one of our own as it is, anything else as a defect. */
export function asActionError(error: unknown): ActionError {
  if (isActionError(error)) return error;
  return new ActionError('internal', `A defect in this action: ${messageOf(error)}`, {
    hint: 'Please report it with the log of a run in debug mode: https://github.com/clawbench/k8s-action/issues',
    cause: error,
  });
}
