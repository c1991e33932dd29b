/**
 * Why a run ended without a trustworthy score. The code is the action's `failure-reason` output, so the
 * list is closed: a new way to fail gets a code here, a line in the README's table, and a test.
 */
export const errorCodes = {
  'bad-input': 'An input is missing, malformed, or contradicts another one.',
  'no-cluster': 'No cluster was named, or the kubeconfig is empty.',
  'bad-kubeconfig': 'The kubeconfig can not be used: not YAML, no such context, a missing credential plugin.',
  'kind-failed': 'kind could not be had, or could not make its cluster.',
  'cluster-unreachable': 'The API server does not answer.',
  'cluster-auth': 'The API server refused the credentials.',
  'cluster-tls': 'The certificate of the API server is not signed by the CA in the kubeconfig.',
  'cluster-too-old': 'The Kubernetes version has no native sidecars (needs 1.29 or newer).',
  'missing-permission': 'The credentials lack a permission the action needs.',
  'foreign-object': 'An object the action would write exists and belongs to somebody else.',
  'bad-manifest': 'The API server refused an object the action built.',
  'api-error': 'The Kubernetes API answered with an error that did not go away.',
  unschedulable: 'No node can take the pod.',
  'quota-exceeded': 'A quota or limit refused the pod.',
  'admission-refused': 'PodSecurity, an SCC, or another admission rule refused the pod.',
  'image-pull': 'An image can not be pulled.',
  'volume-unbound': 'A volume claim is not bound.',
  'container-failed': 'A container can not start, or keeps failing.',
  'out-of-memory': 'A container was killed for using too much memory.',
  evicted: 'The pod was evicted from its node.',
  'node-lost': 'The node of the pod went away.',
  'startup-timeout': 'The eval did not start in time.',
  timeout: 'The eval did not finish in time.',
  'bad-model-access': 'The model provider refused the key or the model.',
  'bad-config': 'OpenClaw or the harness refused the configuration.',
  'unknown-task': 'A task id is not in the suite of the harness image.',
  'gateway-not-ready': 'The OpenClaw gateway did not become ready.',
  'gateway-busy': 'Another eval runs, or is held, on this OpenClaw gateway.',
  'gateway-incompatible': 'The OpenClaw version does not work with the harness.',
  'shard-lost': 'A shard ended without a result.',
  'bad-result': 'The result is missing, truncated, or not what the harness writes.',
  'low-coverage': 'Too few runs were valid to judge.',
  'not-comparable': 'The baseline and this result are unlike things.',
  'bad-baseline': 'The baseline can not be read.',
  budget: 'A spend cap stopped the eval before it was decided.',
  'below-threshold': 'The score is below the threshold.',
  regression: 'The score dropped against the baseline.',
  cancelled: 'The run was cancelled.',
  internal: 'A defect in the action itself.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/**
 * The one error this program throws on purpose. `message` says what is wrong; `hint` what to write to mend it, for a
 * workflow; `terminalHint` for the command line, where that is something else.
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

/** What a thrown value says. Anything can be thrown, so it need not be an Error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error as the program reports it: one of its own, or a defect. */
export function asActionError(error: unknown): ActionError {
  if (isActionError(error)) return error;
  return new ActionError('internal', `A defect in this action: ${messageOf(error)}`, {
    hint: 'Please report it with the log of a run in debug mode: https://github.com/clawbench/k8s-action/issues',
    cause: error,
  });
}
