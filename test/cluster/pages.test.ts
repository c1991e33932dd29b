import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { missingPermissions } from '../../src/kube/access.ts';
import { evalPermissions } from '../../src/kube/permissions.ts';
import { checkout } from '../fixtures/checkout.ts';
import { kubeOf } from './build.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { clientOf } from './kube-fixture.ts';
import { kubectl } from './kubectl.ts';

/** The commands in the first block of shell that holds `part`. */
function commandsOf(page: string, part: string): string {
  const text = readFileSync(path.join(checkout, page), 'utf8');
  const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, code = '']) => code);
  return blocks.find((code) => code.includes(part)) ?? '';
}

describe.skipIf(inject('noCluster') !== '')('the commands of the pages', () => {
  const namespace = `bench-${randomBytes(4).toString('hex')}`;
  const directory = mkdtempSync(path.join(tmpdir(), 'pages-'));

  afterAll(async () => {
    await kubectl(clusterFromEnvironment(), ['delete', 'namespace', namespace, '--wait=false']);
    rmSync(directory, { recursive: true });
  });

  it('make an account that may run evaluations and nothing else, and its kubeconfig', async () => {
    const cluster = clusterFromEnvironment();
    const program = await kubeOf(cluster, () => undefined);
    writeFileSync(path.join(directory, 'kubectl'), `#!/bin/sh\nexec '${program}' kubectl "$@"\n`, {
      mode: 0o755,
    });
    const account = commandsOf('README.md', 'create rolebinding');
    expect(account.trim().split('\n')).toHaveLength(4);
    const script = `${account}${commandsOf('docs/clusters.md', 'config set-credentials')}`
      .replaceAll(/\bbench\b/g, namespace)
      .replaceAll(/https:\/\/raw\.githubusercontent\.com\/clawbench\/k8s-action\/[^/]+/g, checkout)
      .replaceAll(/^gh .*$/gm, '');
    await promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', script], {
      cwd: directory,
      env: {
        PATH: `${directory}:${process.env['PATH']}`,
        HOME: directory,
        KUBECONFIG: cluster.kubeconfig,
      },
    });

    const kube = await clientOf(path.join(directory, 'kubeconfig'));
    expect(await missingPermissions(kube, evalPermissions, namespace)).toEqual([]);
    expect(await missingPermissions(kube, evalPermissions, 'default')).not.toEqual([]);
    const users = await kubectl(cluster, [
      'config',
      'view',
      `--kubeconfig=${directory}/kubeconfig`,
      '--output=jsonpath={.users[*].name}',
    ]);
    expect(users.trim()).toBe('clawbench');
    await kube.close();
  });
});
