import { ActionError } from '../../base/errors.ts';
import type { Kube } from '../../kube/client.ts';
import { exec } from '../../kube/exec.ts';
import type { FoundGateway } from './discover.ts';
import { podVariables } from '../../protocol/pod-variables.ts';
import { PROBE_MARK, type ProbeReport } from '../../protocol/probe-report.ts';
import { probeReportSchema } from './probe-schema.ts';

/**
 * Runs the probe in the gateway's container: one exec, with the program and the token on stdin.
 * @param program text of dist/sidecar.mjs
 * @param token null for the one the gateway was started with
 * @throws ActionError gateway-incompatible if no report comes back; KubeError
 */
export async function askGateway(
  kube: Kube,
  gateway: Pick<FoundGateway, 'namespace' | 'podName'> & {
    container: Pick<FoundGateway['container'], 'name' | 'volumeMounts'>;
  },
  program: string,
  token: string | null,
): Promise<ProbeReport> {
  const paths = (gateway.container.volumeMounts ?? []).map(({ mountPath }) => mountPath);
  const settings = { [podVariables.probePaths]: paths.join('\n'), [podVariables.probeToken]: token ?? '' };
  const stdin = Buffer.from(`Object.assign(process.env, ${JSON.stringify(settings)});\n${program}`);
  const { namespace, podName: pod, container } = gateway;
  const target = { namespace, pod, container: container.name };
  const { exitCode, stdout, stderr } = await exec(
    kube,
    target,
    ['node', '--input-type=module', '-', 'probe'],
    { stdin, timeoutMs: 100_000, retryForMs: 30_000 },
  );
  const line = stdout
    .toString('utf8')
    .split('\n')
    .find((text) => text.startsWith(PROBE_MARK));
  const parsed = probeReportSchema.safeParse(
    line === undefined ? undefined : asJson(line.slice(PROBE_MARK.length)),
  );
  if (parsed.success) return parsed.data;
  throw new ActionError(
    'gateway-incompatible',
    `Container ${container.name} of pod ${namespace}/${pod} could not be probed (exit code ${exitCode}): ${stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}`,
    { hint: 'It must be a container of OpenClaw, whose image has node and sh.' },
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
