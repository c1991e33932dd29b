import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ATTACHED_ROOT, attachedContainer } from '../../../src/backends/attached/container.ts';
import type { Container, Job } from '../../../src/kube/types.ts';
import { readyFile } from '../../../src/protocol/attached-files.ts';
import { readManifest } from '../../../src/stack/manifests.ts';
import { checkout } from '../../fixtures/checkout.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own manifest
const job = await readManifest<Job>(checkout, 'eval/job.yaml');
const pod = job.spec?.template.spec;
const containers = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
const container = (name: string): Container => containers.find((one) => one.name === name)!;
const homeOf = ({ env }: Container): string => env?.find(({ name }) => name === 'HOME')?.value ?? '';

/** The volume that has a path of a container. */
function volumeOf({ volumeMounts = [] }: Container, place: string): string | undefined {
  const holding = volumeMounts.filter(({ mountPath }) => `${place}/`.startsWith(`${mountPath}/`));
  return holding.toSorted((a, b) => b.mountPath.length - a.mountPath.length)[0]?.name;
}

const attached = attachedContainer({
  name: 'clawbench-0a1b2c3d',
  image: 'harness',
  imagePullPolicy: undefined,
  uid: 1000,
  gid: 1000,
  home: { name: 'home', mountPath: '/home/node/.openclaw' },
  instance: '0a1b2c3d',
  stateDir: undefined,
  stays: false,
  configMap: 'clawbench-0a1b2c3d',
  resources: undefined,
});

/** What a command line runs, if this is the machine: its directories below a temporary one, and a Node that tells its arguments. */
function run({ command = [] }: Container, knowsFlag: boolean): string {
  const root = mkdtempSync(path.join(tmpdir(), 'reach-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const directory of ['bin', 'work', 'config', ATTACHED_ROOT])
    mkdirSync(path.join(root, directory), { recursive: true });
  for (const file of ['config/openclaw.json', path.join(ATTACHED_ROOT, readyFile)])
    writeFileSync(path.join(root, file), '');
  const refuse = 'case "$*" in *disable-sigusr1*) echo "node: bad option" >&2; exit 9;; esac\n';
  writeFileSync(path.join(root, 'bin/node'), `#!/bin/sh\n${knowsFlag ? '' : refuse}echo "$@"\n`);
  chmodSync(path.join(root, 'bin/node'), 0o755);
  const [program = '', ...args] = command.map((part) =>
    part.replaceAll(/(?<![\w./])\/(?:work|config|catalog|tmp)\b/g, (place) => `${root}${place}`),
  );
  const env = { PATH: `${root}/bin:${process.env['PATH']}` };
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.trim().replaceAll(root, '');
}

describe('code of agents', () => {
  test.each([
    ['gateway', container('gateway'), 'gateway run'],
    ['clawbench', container('clawbench'), 'sidecar.mjs supervisor'],
    ['an existing OpenClaw', attached, 'sidecar.mjs attached'],
  ])('cannot open the debugger of Node in %s, if it is new enough for that', (_, one, words) => {
    const [closed, old] = [run(one, true), run(one, false)];
    expect(closed).toMatch(/^--disable-sigusr1 /);
    expect(closed).toContain(words);
    expect(old).toBe(closed.replace('--disable-sigusr1 ', ''));
  });

  test('cannot write to the home of the harness, where Python looks for modules', () => {
    const home = homeOf(container('clawbench'));
    const volume = volumeOf(container('clawbench'), home);
    expect([home, volume]).toEqual(['/tmp/home', 'eval-tmp']);
    const others = containers.filter(
      ({ name, volumeMounts = [] }) =>
        name !== 'clawbench' && volumeMounts.some((mount) => mount.name === volume),
    );
    expect(others).toEqual([]);
    // In its own filesystem, which no other container has.
    expect(homeOf(attached)).toBe(`${ATTACHED_ROOT}/home`);
    expect(volumeOf(attached, homeOf(attached))).toBeUndefined();
  });
});
