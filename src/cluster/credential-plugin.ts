import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCode } from '../base/missing-file.ts';
import { ActionError } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import { oneLine } from '../base/plain-text.ts';

/** `users[].user.exec` of a kubeconfig. */
export interface PluginSpec {
  apiVersion: string;
  command: string;
  args: readonly string[];
  env: readonly { name: string; value: string }[];
  installHint: string | undefined;
  /** The cluster's entry, to be passed on if `provideClusterInfo` is set. */
  clusterInfo: Record<string, unknown> | undefined;
}

/** A plugin's output: a token, or a client certificate with its key (PEM), or both. */
export interface PluginCredential {
  token: string | undefined;
  certificate: string | undefined;
  key: string | undefined;
}

export interface CredentialPlugin {
  /** The credential: cached while it is valid, else from the plugin. @throws ActionError */
  get(): Promise<PluginCredential>;
  /** Discards the cached credential, because the server refused it. */
  forget(): void;
}

type Env = Readonly<Record<string, string | undefined>>;

export interface PluginDeps {
  env: Env;
  clock: Clock;
  /** Called with every token, before it can be printed. */
  mask: (secret: string) => void;
}

/** A token that expires within a minute may expire before the server sees it. */
const LEEWAY_MS = 60_000;
const PLUGIN_TIMEOUT_MS = 60_000;
const OUTPUT_BYTES = 1024 * 1024;

/** How to install a plugin on a runner. */
const setupHints: Record<string, string> = {
  aws: 'Add a step with aws-actions/configure-aws-credentials; the AWS CLI is on GitHub-hosted runners.',
  'aws-iam-authenticator':
    'Install it in an earlier step, or use `aws eks update-kubeconfig`, which needs only the AWS CLI.',
  'gke-gcloud-auth-plugin':
    'Add a step with google-github-actions/setup-gcloud and `install_components: gke-gcloud-auth-plugin`, or make the kubeconfig with google-github-actions/get-gke-credentials, which needs no plugin.',
  kubelogin: 'Add a step with azure/use-kubelogin after azure/login.',
  doctl: 'Add a step with digitalocean/action-doctl.',
  'kubectl-oidc_login': 'Interactive logins do not work in a workflow: use the token of a ServiceAccount.',
  tsh: 'Add a step with teleport-actions/setup and teleport-actions/auth-k8s.',
  oci: 'Add a step with oracle-actions/configure-kubectl-oke.',
};

/**
 * Runs the credential plugin that a kubeconfig names, once for all concurrent requests.
 * client-node's own runner starts one per request, passes it the whole environment but no cluster info, and uses a
 * token until its last second; see docs/decisions/0031-kubeconfigs.md.
 */
export function credentialPlugin(spec: PluginSpec, deps: PluginDeps): CredentialPlugin {
  let current: Promise<{ credential: PluginCredential; expiresAt: number }> | undefined;
  return {
    async get() {
      const known = current;
      if (known !== undefined) {
        const { credential, expiresAt } = await known;
        if (expiresAt - LEEWAY_MS > deps.clock.now()) return credential;
        // The first caller to see that it has expired starts the plugin; the others wait for the same promise.
        if (current === known) current = undefined;
      }
      const started = (current ??= runPlugin(spec, deps));
      // A failure is not cached: the next request may succeed.
      started.catch(() => {
        if (current === started) current = undefined;
      });
      return (await started).credential;
    },
    forget() {
      current = undefined;
    },
  };
}

async function runPlugin(
  spec: PluginSpec,
  { env, mask }: PluginDeps,
): Promise<{ credential: PluginCredential; expiresAt: number }> {
  const name = `The credential plugin ${JSON.stringify(oneLine(spec.command, 120))} of the kubeconfig`;
  const output = await outputOf(spec, env, name);
  const status = parseCredential(output);
  const { token, clientCertificateData: certificate, clientKeyData: key } = status ?? {};
  if (token === undefined && (certificate === undefined || key === undefined)) {
    throw new ActionError(
      'cluster-auth',
      `${name} printed no ExecCredential with a token or a client certificate.`,
      {
        hint: 'Run it by hand as the kubeconfig says, and check its output.',
      },
    );
  }
  for (const secret of [token, key]) if (secret !== undefined) mask(secret);
  const expiresAt = Date.parse(status?.expirationTimestamp ?? '');
  return {
    credential: { token, certificate, key },
    expiresAt: Number.isNaN(expiresAt) ? Infinity : expiresAt,
  };
}

async function outputOf(spec: PluginSpec, env: Env, name: string): Promise<string> {
  const info = {
    apiVersion: spec.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(spec.clusterInfo === undefined ? {} : { cluster: spec.clusterInfo }) },
  };
  const child = spawn(spec.command, spec.args, {
    env: {
      ...withoutOurSecrets(env),
      ...Object.fromEntries(spec.env.map((item) => [item.name, item.value])),
      KUBERNETES_EXEC_INFO: JSON.stringify(info),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PLUGIN_TIMEOUT_MS,
    windowsHide: true,
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the arguments of 'close'
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    if (code === 0) return stdout();
    const how =
      signal === null
        ? `exit code ${code}`
        : `it was stopped by ${signal} after ${PLUGIN_TIMEOUT_MS / 1000} s`;
    const words = oneLine(stderr(), 400);
    throw new ActionError('cluster-auth', `${name} failed (${how})${words === '' ? '.' : `: ${words}`}`, {
      hint: 'Log in to the cloud in an earlier step of the job.',
      terminalHint: 'Log in to the cloud.',
    });
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'EACCES')) throw error;
    const tool = spec.command.replace(/^.*[\\/]/, '').replace(/\.exe$/, '');
    const hint =
      setupHints[tool] ??
      'Install it in an earlier step of the job, or use a kubeconfig with the token of a ServiceAccount.';
    const own =
      spec.installHint === undefined ? '' : ` The kubeconfig says: ${oneLine(spec.installHint, 300)}`;
    throw new ActionError('bad-kubeconfig', `${name} is not installed on this runner.`, {
      hint: hint + own,
      terminalHint: `Install it, or use a kubeconfig with the token of a ServiceAccount.${own}`,
      cause: error,
    });
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  stream.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= OUTPUT_BYTES) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

/** The environment for programs we start: without our inputs and the token of the artifact service. */
export function withoutOurSecrets(env: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || /^(?:INPUT_|STATE_|ACTIONS_RUNTIME_TOKEN$)/i.test(name) ? [] : [[name, value]],
    ),
  );
}

interface CredentialStatus {
  token?: string;
  clientCertificateData?: string;
  clientKeyData?: string;
  expirationTimestamp?: string;
}

function parseCredential(output: string): CredentialStatus | undefined {
  try {
    const parsed: unknown = JSON.parse(output);
    if (typeof parsed !== 'object' || parsed === null || !('status' in parsed)) return undefined;
    const status = parsed.status;
    if (typeof status !== 'object' || status === null) return undefined;
    return Object.fromEntries(
      Object.entries(status).filter(([, value]) => typeof value === 'string' && value !== ''),
    );
  } catch {
    return undefined;
  }
}
