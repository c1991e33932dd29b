import { sha256 } from '../../base/sha256.ts';
import { ActionError } from '../../base/errors.ts';
import type { SidecarFiles } from '../job/objects.ts';
import { type PodTarget, pathIn } from '../backend.ts';
import type { Kube } from '../../kube/client.ts';
import { exec } from '../../kube/exec.ts';
import type { Container } from '../../kube/types.ts';
import { podVariables } from '../../protocol/pod-variables.ts';
import { writeSettings } from '../../protocol/settings.ts';
import { readyFile, stopFile, tokenFile } from '../../protocol/attached-files.ts';

/** In the container's own filesystem, since ephemeral containers can bring no volumes. */
export const ATTACHED_ROOT = '/tmp/clawbench';

/**
 * Waits for its programs, which come by exec for lack of a volume. If the action was killed before it sent them, an
 * ephemeral container ends after ten minutes. Node starts without its debugger where it can: Node 20 does not know that flag.
 */
const WAIT = `trap 'exit 143' TERM
i=0
until [ -e "$0/${readyFile}" ]; do
  [ -e "$0/${stopFile}" ] && exit 0
  i=$((i + 1))
  if [ "$i" -gt 6000 ]; then
    [ -n "$${podVariables.stays}" ] || { echo 'The programs of the evaluation did not arrive.'; exit 1; }
    sleep 2
  fi
  sleep 0.1
done
node --disable-sigusr1 --version >/dev/null 2>&1 && closed=--disable-sigusr1
exec node $closed "$0/sidecar/sidecar.mjs" attached`;

export interface AttachedSettings {
  name: string;
  image: string;
  imagePullPolicy: string | undefined;
  /** User of the gateway, since both write to the workspaces. */
  uid: number;
  gid: number;
  home: NonNullable<Container['volumeMounts']>[number];
  instance: string;
  /** Where the gateway keeps its state, if that is on the same volume. */
  stateDir: string | undefined;
  /** Whether it must not end by itself: in a Deployment it would be restarted, and its pod would not be Ready. */
  stays: boolean;
  /** ConfigMap with the supervisor's environment. */
  configMap: string;
  /** Undefined for an ephemeral container, which can have no resources of its own. */
  resources: Container['resources'] | undefined;
}

/** Directory of an evaluation's workspaces on the user's volume. */
function workspacesOf(homePath: string, instance: string): string {
  return `${homePath.replace(/\/$/, '')}/clawbench-${instance}`;
}

/** The container that joins the pod. It meets PodSecurity `restricted` unless the gateway runs as root. */
export function attachedContainer(settings: AttachedSettings): Container {
  const { name, image, imagePullPolicy, uid, gid, home, instance, stays, configMap, resources, stateDir } =
    settings;
  return {
    name,
    image,
    ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    command: ['sh', '-c', WAIT, ATTACHED_ROOT],
    env: [
      { name: 'HOME', value: `${ATTACHED_ROOT}/home` },
      { name: podVariables.root, value: ATTACHED_ROOT },
      // Without it ClawBench pairs a device, which would remain in the user's gateway.
      ...Object.entries(writeSettings({ shim: 'always' })).map(([variable, value]) => ({
        name: variable,
        value,
      })),
      ...(stays ? [{ name: podVariables.stays, value: '1' }] : []),
      { name: podVariables.stateDir, value: workspacesOf(home.mountPath, instance) },
      ...(stateDir === undefined ? [] : [{ name: podVariables.gatewayStateDir, value: stateDir }]),
    ],
    envFrom: [{ configMapRef: { name: configMap } }],
    securityContext: {
      runAsUser: uid,
      runAsGroup: gid,
      runAsNonRoot: uid !== 0,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [structuredClone(home)],
    ...(resources === undefined ? {} : { resources }),
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
}

/** Whether a container is one that joined a pod for this evaluation, also one of an older version. */
export function isAttached({ command, env, envFrom }: Container, instance: string): boolean {
  const isProgram = command?.[0] === 'sh' && command.at(-1) === ATTACHED_ROOT;
  const hasRoot = env?.some(({ name, value }) => name === podVariables.root && value === ATTACHED_ROOT);
  const hasSettings = envFrom?.some(({ configMapRef }) => configMapRef?.name === `clawbench-${instance}`);
  return isProgram && hasRoot === true && hasSettings === true;
}

/** Checks and unpacks the files that come on stdin; the file that says so is written last. */
const UNPACK = `const fs = require('node:fs'), path = require('node:path'), crypto = require('node:crypto');
const root = process.argv[1];
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  const bytes = Buffer.concat(chunks);
  if (crypto.createHash('sha256').update(bytes).digest('hex') !== process.argv[2]) throw new Error('the files arrived damaged');
  for (const [name, text] of Object.entries(JSON.parse(bytes))) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o600 });
  }
  fs.mkdirSync(path.join(root, 'control'), { recursive: true });
  fs.writeFileSync(path.join(root, '${readyFile}'), '');
});`;

/** Sends the programs and the gateway's token to the waiting container. @throws ActionError container-failed; KubeError */
export async function sendPrograms(
  kube: Kube,
  target: PodTarget,
  programs: SidecarFiles,
  token: string,
): Promise<void> {
  const files = Object.entries(programs).map(([name, text]) => [`sidecar/${name}`, text]);
  await sendFiles(kube, target, Object.fromEntries([...files, [tokenFile, token]]));
}

/**
 * Writes files into a container, which needs node for it.
 * @param files their contents by path, relative to the root of the target
 * @throws ActionError container-failed; KubeError
 */
export async function sendFiles(
  kube: Kube,
  target: PodTarget,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const stdin = Buffer.from(JSON.stringify(files));
  const command = ['node', '-e', UNPACK, pathIn(target, '/'), sha256(stdin)];
  const { exitCode, stderr } = await exec(kube, target, command, { stdin });
  if (exitCode === 0) return;
  throw new ActionError(
    'container-failed',
    `The programs of the evaluation could not be sent to container ${target.container} of pod ${target.namespace}/${target.pod}: ${stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}`,
    { hint: 'Check "clawbench-image": the image must have node.' },
  );
}
