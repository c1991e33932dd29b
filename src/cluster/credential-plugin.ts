import type { Readable } from 'node:stream';
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { hasCode } from '../base/missing-file.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import { oneLine } from '../base/plain-text.ts';
import { isOursAlone } from '../base/secret-variables.ts';

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
  /**
   * The credential: cached while it is valid, else from the plugin.
   * @param refused one that the server refused: another one is fetched, unless that was just done
   * @throws ActionError
   */
  get(refused?: PluginCredential): Promise<PluginCredential>;
}

type Env = Readonly<Record<string, string | undefined>>;

export interface PluginDeps {
  env: Env;
  clock: Clock;
  /** Called with every token, before it can be printed. */
  mask: (secret: string) => void;
  /** For one start. Default 60 s. */
  timeoutMs?: number;
}

/** A token that is about to expire may expire before the server sees it. */
const LARGEST_LEEWAY_MS = 60_000;
const SHARE_OF_LEEWAY = 0.1;
/** A server that refuses every credential is not asked with a new one each time. */
const REFUSED_AGAIN_MS = 10_000;
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
  const { clock } = deps;
  let current: Promise<Issued> | undefined;
  /** Starts the plugin. Callers that ask before it has ended wait for the same promise. */
  const start = (before: Issued | undefined, isForced: boolean): Promise<Issued> => {
    const started = runPlugin(spec, deps).then((printed) =>
      issued(printed, before, { now: clock.now(), isForced }),
    );
    current = started;
    // A failure is not cached: the next request may succeed.
    started.catch(() => {
      if (current === started) current = undefined;
    });
    return started;
  };
  return {
    async get(refused) {
      const asked = current;
      const known = await asked;
      // Somebody else has replaced it in the meantime.
      if (current !== asked) return await this.get(refused);
      const isRefused = known !== undefined && known.credential === refused;
      if (known === undefined) return (await start(undefined, false)).credential;
      const now = clock.now();
      const isNew = known.isForced && now - known.issuedAt < REFUSED_AGAIN_MS;
      if (isRefused ? isNew : now < known.usableUntil) return known.credential;
      return (await start(known, isRefused)).credential;
    },
  };
}

/** What a plugin printed, and how long it is used. */
interface Issued {
  credential: PluginCredential;
  expiresAt: number;
  usableUntil: number;
  issuedAt: number;
  /** It replaces one that the server refused. */
  isForced: boolean;
}

interface Printed {
  credential: PluginCredential;
  /** Infinity if it does not say. */
  expiresAt: number;
}

function issued(
  { credential, expiresAt }: Printed,
  before: Issued | undefined,
  { now, isForced }: { now: number; isForced: boolean },
): Issued {
  const lifetime = expiresAt - now;
  const leeway = Math.min(LARGEST_LEEWAY_MS, lifetime * SHARE_OF_LEEWAY);
  // A plugin that keeps its token until it expires gives the same one again, and has no other before that.
  const isSame = before?.expiresAt === expiresAt;
  // What has expired already, by a clock that differs, is the server's to refuse.
  const usableUntil = lifetime <= 0 ? Infinity : isSame ? expiresAt : expiresAt - leeway;
  return { credential, expiresAt, usableUntil, issuedAt: now, isForced };
}

async function runPlugin(spec: PluginSpec, deps: PluginDeps): Promise<Printed> {
  const name = `The credential plugin ${JSON.stringify(oneLine(spec.command, 120))} of the kubeconfig`;
  const output = await outputOf(spec, deps, name);
  const status = parseCredential(output);
  const { token, clientCertificateData: certificate, clientKeyData: key } = status ?? {};
  if ((certificate === undefined) !== (key === undefined)) {
    throw new ActionError(
      'cluster-auth',
      `${name} printed a client certificate without its key, or a key alone.`,
      {
        hint: 'Run it by hand as the kubeconfig says, and check its output.',
      },
    );
  }
  if (token === undefined && certificate === undefined) {
    throw new ActionError(
      'cluster-auth',
      `${name} printed no ExecCredential with a token or a client certificate.`,
      {
        hint: 'Run it by hand as the kubeconfig says, and check its output.',
      },
    );
  }
  for (const secret of [token, key]) if (secret !== undefined) deps.mask(secret);
  const expiresAt = Date.parse(status?.expirationTimestamp ?? '');
  return {
    credential: { token, certificate, key },
    expiresAt: Number.isNaN(expiresAt) ? Infinity : expiresAt,
  };
}

async function outputOf(spec: PluginSpec, deps: PluginDeps, name: string): Promise<string> {
  const { timeoutMs = PLUGIN_TIMEOUT_MS } = deps;
  try {
    const child = startPlugin(spec, deps.env);
    // With what it has started, which would keep its output open.
    const timer = setTimeout(() => killGroup(child.pid), timeoutMs);
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the arguments of 'close'
    const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    const [code, signal] = await closed.finally(() => clearTimeout(timer));
    if (code === 0) return stdout();
    const how =
      signal === null ? `exit code ${code}` : `it was stopped by ${signal} after ${timeoutMs / 1000} s`;
    const words = oneLine(stderr(), 400);
    throw new ActionError('cluster-auth', `${name} failed (${how})${words === '' ? '.' : `: ${words}`}`, {
      hint: 'Log in to the cloud in an earlier step of the job.',
      terminalHint: 'Log in to the cloud.',
    });
  } catch (error) {
    throw isActionError(error) ? error : notStarted(error, spec, name);
  }
}

function startPlugin(spec: PluginSpec, env: Env): ChildProcessByStdio<null, Readable, Readable> {
  const info = {
    apiVersion: spec.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(spec.clusterInfo === undefined ? {} : { cluster: spec.clusterInfo }) },
  };
  return spawn(spec.command, spec.args, {
    env: {
      ...withoutOurSecrets(env),
      ...Object.fromEntries(spec.env.map((item) => [item.name, item.value])),
      KUBERNETES_EXEC_INFO: JSON.stringify(info),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
}

function notStarted(error: unknown, spec: PluginSpec, name: string): ActionError {
  const own = spec.installHint === undefined ? '' : ` The kubeconfig says: ${oneLine(spec.installHint, 300)}`;
  if (!hasCode(error, 'ENOENT', 'EACCES')) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    return new ActionError('bad-kubeconfig', `${name} cannot be started (${code}).`, {
      hint: `Run it by hand as the kubeconfig says.${own}`,
      cause: error,
    });
  }
  const tool = spec.command.replace(/^.*[\\/]/, '').replace(/\.exe$/, '');
  const hint =
    setupHints[tool] ??
    'Install it in an earlier step of the job, or use a kubeconfig with the token of a ServiceAccount.';
  return new ActionError('bad-kubeconfig', `${name} is not installed on this runner.`, {
    hint: hint + own,
    terminalHint: `Install it, or use a kubeconfig with the token of a ServiceAccount.${own}`,
    cause: error,
  });
}

/** Kills a process and its children, which are in its group because it is detached. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended already.
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

/** The environment for programs we start: without our inputs, keys and tokens, see `isOursAlone`. */
export function withoutOurSecrets(env: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || isOursAlone(name) ? [] : [[name, value]],
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
