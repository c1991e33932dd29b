/** What a code means, and what its reader can do about it. */
interface CodeRow {
  readonly meaning: string;
  /** Where the message of an error knows more, it says more. */
  readonly remedy: string;
}

/**
 * Why an evaluation ended without a trustworthy score. The code is the `failure-reason` output of the action, so the
 * list is closed: a new kind of failure gets a row here, which docs/troubleshooting.md is generated from, and a test.
 */
export const errorCodes = {
  'bad-input': {
    meaning: 'An input is missing, malformed, or contradicts another one.',
    remedy: 'Correct the inputs that the message lists: it says for each one what to write.',
  },
  'foreign-checkout': {
    meaning:
      'A commit of a stranger is checked out in a workflow run that has the secrets of the repository.',
    remedy:
      'Evaluate on `pull_request`, or check out a branch of this repository. If every commit is reviewed before it gets there, write `accept-risks: foreign-checkout`.',
  },
  'no-cluster': {
    meaning: 'No cluster was named, or the kubeconfig is empty.',
    remedy:
      'Pass `kubeconfig`, log in to a cluster in an earlier step, or write `cluster: kind`. In a pull request from a fork secrets are empty.',
  },
  'bad-kubeconfig': {
    meaning: 'The kubeconfig cannot be used: not YAML, no such context, a missing credential plugin.',
    remedy:
      'Write one that needs no other files: `kubectl config view --raw --flatten --minify`. Install a missing plugin in an earlier step.',
  },
  'kind-failed': {
    meaning: 'kind is not available, or could not create its cluster.',
    remedy: 'Use a runner with Docker, such as `ubuntu-latest`. The logs of the nodes are in the artifact.',
  },
  'cluster-unreachable': {
    meaning: 'The API server does not answer.',
    remedy:
      'Check `server` in the kubeconfig, firewalls and `HTTPS_PROXY`. A private endpoint needs a runner in its network.',
  },
  'cluster-auth': {
    meaning: 'The API server refused the credentials.',
    remedy:
      'The token or certificate has expired, or belongs to another cluster: create a new one, or log in in an earlier step.',
  },
  'cluster-tls': {
    meaning: 'The certificate of the API server is not signed by the CA in the kubeconfig.',
    remedy:
      "Put the cluster's CA into `certificate-authority-data` of the kubeconfig, and use the host name that the certificate has.",
  },
  'cluster-too-old': {
    meaning: 'The Kubernetes version has no native sidecars (needs 1.29 or newer).',
    remedy: 'Use a cluster with Kubernetes 1.29 or newer, or `cluster: kind`.',
  },
  'missing-permission': {
    meaning: 'The credentials lack a permission the action needs.',
    remedy:
      'Apply the Role in the message and bind it to the account of the kubeconfig; `manifests/rbac/` has the whole roles.',
  },
  'foreign-object': {
    meaning: 'An object that the action would write exists and belongs to someone else.',
    remedy: 'Choose another `namespace` or `mlflow-namespace`, or delete that object if nobody needs it.',
  },
  'bad-manifest': {
    meaning: 'The API server refused an object of the action.',
    remedy: 'Most often a field of `pod-overlay` is wrong: correct the one that the message names.',
  },
  'api-error': {
    meaning: 'The Kubernetes API kept returning an error.',
    remedy: 'Re-run the job. If the error stays, look at the API server and at the webhooks it asks.',
  },
  unschedulable: {
    meaning: 'No node can run the pod.',
    remedy:
      "Add nodes, or lower the requests or add a toleration with `pod-overlay`. The message has the scheduler's reason.",
  },
  'quota-exceeded': {
    meaning: 'A quota or a LimitRange of the namespace refused the pods, or another object.',
    remedy: 'Write the `pod-overlay` in the message, raise the quota, or lower `shards`.',
  },
  'admission-refused': {
    meaning: 'PodSecurity, an SCC, a webhook or another policy refused the pods, or another object.',
    remedy:
      'Meet the policy that the message names with `pod-overlay` or `job-labels`, or use another `namespace`.',
  },
  'network-not-enforced': {
    meaning: 'The pods reach what `network: model-only` forbids.',
    remedy:
      'Use a cluster whose network enforces NetworkPolicies (Calico, Cilium, or the option of your cloud). If it does, `network-allow` has the API server in it: write narrower ranges. To run without isolation, write `accept-risks: network-not-enforced`.',
  },
  'image-pull': {
    meaning: 'An image cannot be pulled.',
    remedy:
      'Check the name of the image, and that the nodes reach its registry. For a private one set `image-registry` or `image-pull-secret`; with kind, `load-images`.',
  },
  'volume-unbound': {
    meaning: 'A volume claim is not bound.',
    remedy: 'Set `storage-class` to one that the cluster can provision: `kubectl get storageclass`.',
  },
  'container-failed': {
    meaning: 'A container cannot start, or keeps failing.',
    remedy: 'Read its log in the artifact. Most often the image or `pod-overlay` is at fault.',
  },
  'out-of-memory': {
    meaning: 'A container was killed for using too much memory.',
    remedy: "Raise the container's memory limit with `pod-overlay`, or lower `concurrency`.",
  },
  evicted: {
    meaning: 'The pod was evicted from its node.',
    remedy:
      'Use nodes with more free memory and disk, or raise the requests with `pod-overlay`. "Re-run failed jobs" keeps the valid runs.',
  },
  'node-lost': {
    meaning: 'The node of the pod was lost.',
    remedy: '"Re-run failed jobs" keeps the valid runs. Keep the pods off spot nodes with `pod-overlay`.',
  },
  'startup-timeout': {
    meaning: 'The evaluation did not start in time.',
    remedy:
      'The message says what the pods wait for. Raise `startup-timeout` if nodes or images only need longer.',
  },
  timeout: {
    meaning: 'The evaluation did not finish in time.',
    remedy: 'Raise `timeout` and the `timeout-minutes` of the job, raise `shards`, or lower `runs`.',
  },
  'bad-model-access': {
    meaning: 'The model provider refused the key or the model, or another model answered.',
    remedy:
      'Check the key, its credit, and that it may use this model; then the spelling of `model`, and `openai-api-base`.',
  },
  'provider-unavailable': {
    meaning: 'The model provider cannot be reached, does not answer, or is overloaded.',
    remedy:
      'Look at the status page of the provider or the log of the endpoint, then re-run. If it never answered, check `openai-api-base`, `https-proxy` and `ca-certificates`.',
  },
  'bad-config': {
    meaning: 'OpenClaw or the harness refused the configuration.',
    remedy:
      "Correct `openclaw-config` or `clawbench-args`; the gateway's log in the artifact has OpenClaw's own message.",
  },
  'unknown-task': {
    meaning: 'A task id is not in the suite of the harness image.',
    remedy: 'Write ids that the message offers as `tasks`. Another `clawbench-image` may have other tasks.',
  },
  'gateway-not-ready': {
    meaning: 'The OpenClaw gateway did not become ready.',
    remedy:
      "Read the gateway's log in the artifact. If it only starts slowly, raise its CPU with `pod-overlay`, or `startup-timeout`.",
  },
  'gateway-busy': {
    meaning: 'Another evaluation is using this OpenClaw gateway, or is detached on it.',
    remedy: 'Wait for it, fetch it with `mode: results`, or end it with `mode: detach`.',
  },
  'gateway-incompatible': {
    meaning: 'The OpenClaw version does not work with the harness.',
    remedy: 'Use another `openclaw-image`; `docs/openclaw-versions.md` lists what works.',
  },
  'shard-lost': {
    meaning: 'A shard ended without a result.',
    remedy:
      '"Re-run failed jobs" keeps the valid runs. The message and the logs in the artifact say what ended the pod.',
  },
  'bad-result': {
    meaning: 'The result is missing, truncated, or not in the format of the harness.',
    remedy: 'Check `result`, and that `clawbench-image` has ClawBench 0.4 or newer.',
  },
  'low-coverage': {
    meaning: 'Too few valid runs to judge.',
    remedy:
      'The summary says why runs do not count: for rate limits lower `concurrency`, for a slow node give the gateway more CPU. Then "Re-run failed jobs".',
  },
  tampered: {
    meaning:
      'Something in a pod changed what is judged: the tasks, the number of runs, or a run that had been written.',
    remedy: 'Do not trust the score. Read the transcripts of the tasks that the message names.',
  },
  'not-comparable': {
    meaning: 'The baseline and this result are not comparable.',
    remedy:
      'Evaluate the base branch with the same model, tasks, versions and harness image, pin `clawbench-image` by digest, or gate by `threshold`.',
  },
  'cannot-detect': {
    meaning: 'Whatever this result had scored, it could not have been told from chance.',
    remedy: 'Evaluate more tasks, or more `runs` of each, on the base branch too; or gate by `threshold`.',
  },
  'bad-baseline': {
    meaning: 'The baseline cannot be read.',
    remedy:
      'Check the path, address or branch in `baseline`; `artifact` needs the permission `actions: read`.',
  },
  'bad-history': {
    meaning: 'The evaluations for the history cannot be read.',
    remedy:
      'Check the paths and addresses in `history-from`; `artifacts` needs the permission `actions: read`, `mlflow` a server that the runner reaches.',
  },
  budget: {
    meaning: 'A spend cap stopped the evaluation before it was decided.',
    remedy:
      'Raise the cap that was reached (`max-cost-usd`, `max-tokens` or `max-minutes`), or lower `runs`.',
  },
  'below-threshold': {
    meaning: 'The score is below the threshold.',
    remedy: 'The table of tasks shows where points were lost.',
  },
  regression: {
    meaning: 'The score dropped compared with the baseline.',
    remedy:
      'The report names the tasks that got worse: compare their runs with those of the baseline. Merging accepts the new level, because the next baseline is made on the base branch.',
  },
  'task-regression': {
    meaning:
      'A single task got worse than in all evaluations it is held against, and fresh runs confirmed it.',
    remedy:
      'Compare the runs of the task that the message names with those of the baseline. `task-regression: warn` only tells it. Merging accepts the new level: the task then counts as unstable on the base branch until its earlier runs are forgotten.',
  },
  cancelled: {
    meaning: 'The evaluation was cancelled.',
    remedy: 'If nobody cancelled it, look at `concurrency` and `timeout-minutes` of the workflow.',
  },
  internal: {
    meaning: 'A defect in the action itself.',
    remedy: 'Report it with the log of a run in debug mode.',
  },
} as const satisfies Record<string, CodeRow>;

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
