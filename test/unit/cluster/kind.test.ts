import { describe, expect, it } from 'vitest';
import {
  canonicalVersion,
  checksumIn,
  defaultKindVersion,
  engineTrouble,
  isKindName,
  isKindOfRun,
  kindArguments,
  kindName,
  kindPlatform,
  type KindSettings,
  lastWords,
  missingImage,
  otherPlatformMissing,
  pinnedKinds,
  versionIn,
} from '../../../src/cluster/kind.ts';

const settings: KindSettings = {
  version: null,
  nodeImage: null,
  config: null,
  waitMs: 300_000,
  loadImages: [],
};

describe('the name of a cluster', () => {
  it('contains the run, and leaves room for the names of its nodes', () => {
    expect(kindName({ runId: '19876543210', attempt: 2 }, '0a1b2c3d')).toBe(
      'clawbench-19876543210-2-0a1b2c3d',
    );
    expect(kindName(null, '0a1b2c3d')).toBe('clawbench-local-0a1b2c3d');
    const longest = kindName({ runId: '9'.repeat(30), attempt: 100 }, '0a1b2c3d');
    expect(isKindName(longest)).toBe(true);
    expect(isKindOfRun(longest, { runId: '9'.repeat(30), attempt: 100 })).toBe(true);
    expect(`${longest}-control-plane`.length).toBeLessThanOrEqual(63);
  });

  it.each(['kind', 'clawbench-', 'clawbench-x; rm -rf /', 'clawbench-x\n', '--all', 'production'])(
    'is not "%s", which the post step would not delete',
    (name) => expect(isKindName(name)).toBe(false),
  );
});

describe('the post step', () => {
  const run = { runId: '42', attempt: 1 };

  it('deletes the cluster of its own run', () => {
    expect(isKindOfRun('clawbench-42-1-0a1b2c3d', run)).toBe(true);
    expect(isKindOfRun('clawbench-local-0a1b2c3d', null)).toBe(true);
  });

  it.each([
    'clawbench-999-1-00000000',
    'clawbench-42-2-0a1b2c3d',
    'clawbench-421-0a1b2c3d',
    'clawbench-42-1-production',
    'clawbench-42-1-0a1b2c3d\n',
    'clawbench-local-0a1b2c3d',
    'prod',
    '',
  ])('does not delete "%s"', (name) => expect(isKindOfRun(name, run)).toBe(false));
});

describe('the arguments of kind', () => {
  it('never touch the kubeconfig of the user', () => {
    const created = kindArguments.create('c', { kubeconfig: '/own/kubeconfig', config: null }, settings);
    expect(created).toContain('--kubeconfig=/own/kubeconfig');
    expect(kindArguments.remove('c', '/own/kubeconfig')).toContain('--kubeconfig=/own/kubeconfig');
  });

  it('create the cluster of the settings', () => {
    const files = { kubeconfig: '/k', config: '/c.yaml' };
    expect(kindArguments.create('c', files, { ...settings, nodeImage: 'kindest/node:v1.34.3' })).toEqual([
      'create',
      'cluster',
      '--name=c',
      '--kubeconfig=/k',
      '--retain',
      '--wait=300s',
      '--config=/c.yaml',
      '--image=kindest/node:v1.34.3',
    ]);
  });

  it('load all images in one call', () => {
    expect(kindArguments.load('c', ['a:1', 'b:2'])).toEqual([
      'load',
      'docker-image',
      'a:1',
      'b:2',
      '--name=c',
    ]);
  });
});

describe('the output of kind', () => {
  it.each([
    ['kind v0.31.0 go1.25.5 linux/amd64\n', 'v0.31.0'],
    ['kind v0.32.0-alpha+1234 go1.26.8 darwin/arm64', 'v0.32.0-alpha+1234'],
    ['something else', undefined],
  ])('has the version: %j', (output, version) => expect(versionIn(output)).toBe(version));

  it('has the reason why Docker is missing', () => {
    const noDocker =
      'ERROR: failed to list clusters: command "docker ps -a" failed with error: exec: "docker": executable file not found in $PATH\n\nCommand Output: \n';
    const noDaemon =
      'ERROR: failed to list clusters: command "docker ps -a" failed with error: exit status 1\n\nCommand Output: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n';
    expect(engineTrouble(noDocker)).toContain('executable file not found in $PATH');
    expect(engineTrouble(noDaemon)).toBe(
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    );
    // As Docker 29 says it.
    const apart =
      'failed to connect to the docker API at unix:///run/d.sock; check if the path is correct and if the daemon is running: dial unix /run/d.sock: connect: no such file or directory';
    expect(engineTrouble(`ERROR: failed to list clusters: exit status 1\nCommand Output: ${apart}\n`)).toBe(
      apart,
    );
    expect(engineTrouble('ERROR: failed to create cluster: node(s) already exist')).toBeUndefined();
  });

  it('has the error and the last line of the program that failed', () => {
    const output =
      'Creating cluster "c" ...\n ✗ Starting control-plane\nERROR: failed to create cluster: failed to init node with kubeadm: command "docker exec" failed with error: exit status 1\nCommand Output: I0101 init\n[preflight] Some fatal errors occurred\n\tnot enough memory\n';
    expect(lastWords(output)).toBe(
      'failed to create cluster: failed to init node with kubeadm: command "docker exec" failed with error: exit status 1 … not enough memory',
    );
    expect(lastWords('ERROR: one line\n')).toBe('one line');
    expect(lastWords('')).toBe('');
    expect(lastWords(`ERROR: ${'x'.repeat(5000)}`).length).toBeLessThanOrEqual(500);
  });

  it.each([
    [
      'Error response from daemon: toomanyrequests: slow down',
      'Error response from daemon: toomanyrequests: slow down',
    ],
    [
      "docker: Error response from daemon: driver failed: port is allocated\n\nRun 'docker run --help' for more information",
      'docker: Error response from daemon: driver failed: port is allocated',
    ],
    ["docker: permission denied.\nSee 'docker run --help'.", 'docker: permission denied.'],
    [
      'error: error execution phase preflight: [preflight] Some fatal errors occurred:\n\t[ERROR Port-6443]: Port 6443 is in use\n[preflight] If you know what you are doing, you can make a check non-fatal with `--ignore-preflight-errors=...`\nerror: error execution phase preflight: preflight checks failed\nTo see the stack trace of this error execute with --v=5 or higher',
      '[ERROR Port-6443]: Port 6443 is in use',
    ],
    ['ctr: content digest sha256:00: not found', 'ctr: content digest sha256:00: not found'],
    ['one\ntwo', 'two'],
  ])('has the reason in the output of the program that failed: %j', (output, reason) => {
    const stderr = `Preparing nodes\nERROR: failed to do it: command "docker x" failed with error: exit status 1\n\nCommand Output: ${output}\n`;
    expect(lastWords(stderr)).toBe(
      `failed to do it: command "docker x" failed with error: exit status 1 … ${reason}`,
    );
  });

  it('has the error alone if the program that failed said nothing', () => {
    expect(lastWords('ERROR: failed\n\nCommand Output: \n')).toBe('failed');
  });

  it('tells the image store of which an image has platforms that are not there', () => {
    expect(otherPlatformMissing('ctr: content digest sha256:0a1b: not found')).toBe(true);
    expect(otherPlatformMissing('ctr: image "a": not found')).toBe(false);
  });

  it('has the name of a missing image', () => {
    expect(missingImage('ERROR: image: "my/harness:dev" not present locally\n')).toBe('my/harness:dev');
  });
});

describe('a release', () => {
  it('is pinned for every platform we download for, including the default release', () => {
    const platforms = ['linux-amd64', 'linux-arm64', 'darwin-amd64', 'darwin-arm64'];
    expect(pinnedKinds[defaultKindVersion]).toBeDefined();
    for (const checksums of Object.values(pinnedKinds)) {
      expect(Object.keys(checksums)).toEqual(platforms);
      for (const checksum of Object.values(checksums)) expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('has a program for Linux and macOS', () => {
    expect(kindPlatform('linux', 'x64')).toBe('linux-amd64');
    expect(kindPlatform('darwin', 'arm64')).toBe('darwin-arm64');
    expect(kindPlatform('linux', 's390x')).toBeUndefined();
    expect(kindPlatform('win32', 'x64')).toBeUndefined();
  });

  it('may be written with or without v', () => {
    expect(canonicalVersion('0.31.0')).toBe('v0.31.0');
    expect(canonicalVersion('v0.31.0')).toBe('v0.31.0');
  });

  it('has its checksum in the first column', () => {
    const checksum = 'a'.repeat(64);
    expect(checksumIn(`${checksum}  kind-linux-amd64\n`)).toBe(checksum);
    expect(checksumIn(`${checksum}\n`)).toBe(checksum);
    expect(checksumIn('<html>Not Found</html>')).toBeUndefined();
    expect(checksumIn(`${checksum}0  kind`)).toBeUndefined();
  });
});
