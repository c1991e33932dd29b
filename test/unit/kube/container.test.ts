import { describe, expect, it } from 'vitest';
import { lifeOf } from '../../../src/kube/container.ts';
import type { Pod } from '../../../src/kube/types.ts';

const target = { namespace: 'n', pod: 'p', container: 'c' };
type Status = NonNullable<Pod['status']>;
type State = NonNullable<NonNullable<Status['containerStatuses']>[number]['state']>;

const status = (state: State) => ({
  name: 'c',
  image: '',
  imageID: '',
  ready: false,
  restartCount: 0,
  state,
});
const ended = (exitCode: number) => status({ terminated: { exitCode, reason: 'Error' } });

function podOf(
  kind: 'main' | 'init' | 'sidecar' | 'ephemeral',
  restartPolicy: string,
  podStatus: Status,
): Pod {
  const container = { name: 'c', ...(kind === 'sidecar' ? { restartPolicy: 'Always' } : {}) };
  const isInit = kind === 'init' || kind === 'sidecar';
  return {
    spec: {
      restartPolicy,
      containers: kind === 'main' ? [container] : [{ name: 'other' }],
      ...(isInit ? { initContainers: [container] } : {}),
    },
    status: podStatus,
  };
}

describe('the state of a container', () => {
  it.each([
    ['a main container that is never restarted', 'main', { restartPolicy: 'Never', exitCode: 1 }, true],
    ['a main container that is always restarted', 'main', { restartPolicy: 'Always', exitCode: 0 }, false],
    [
      'a main container restarted on failure, after one',
      'main',
      { restartPolicy: 'OnFailure', exitCode: 1 },
      false,
    ],
    [
      'a main container restarted on failure, after none',
      'main',
      { restartPolicy: 'OnFailure', exitCode: 0 },
      true,
    ],
    ['a sidecar of a pod that is never restarted', 'sidecar', { restartPolicy: 'Never', exitCode: 1 }, false],
    ['an init container that failed', 'init', { restartPolicy: 'Always', exitCode: 1 }, false],
    ['an init container that is done', 'init', { restartPolicy: 'Always', exitCode: 0 }, true],
    [
      'an init container of a pod that is never restarted',
      'init',
      { restartPolicy: 'Never', exitCode: 1 },
      true,
    ],
    ['an ephemeral container', 'ephemeral', { restartPolicy: 'Always', exitCode: 1 }, true],
  ] as const)('of %s is over: %#', (_, kind, { restartPolicy, exitCode }, isFinal) => {
    const field = {
      main: 'containerStatuses',
      init: 'initContainerStatuses',
      sidecar: 'initContainerStatuses',
      ephemeral: 'ephemeralContainerStatuses',
    }[kind];
    const life = lifeOf(podOf(kind, restartPolicy, { phase: 'Running', [field]: [ended(exitCode)] }), target);
    expect(life).toMatchObject({
      state: 'terminated',
      isFinal,
      sentence: `container c of pod n/p terminated (Error, exit code ${exitCode})`,
    });
  });

  it.each<[string, Pod | undefined, object]>([
    ['gone with its pod', undefined, { state: 'gone', isFinal: true, sentence: 'pod n/p is gone' }],
    [
      'over when its pod is, even if it is said to run',
      podOf('sidecar', 'Never', {
        phase: 'Failed',
        reason: 'Evicted',
        initContainerStatuses: [status({ running: {} })],
      }),
      { state: 'terminated', isFinal: true, sentence: 'pod n/p ended as Failed (Evicted)' },
    ],
    [
      'over when its pod is, although sidecars are restarted',
      podOf('sidecar', 'Never', { phase: 'Succeeded', initContainerStatuses: [ended(137)] }),
      { state: 'terminated', isFinal: true },
    ],
    [
      'waiting',
      podOf('main', 'Never', {
        phase: 'Pending',
        containerStatuses: [status({ waiting: { reason: 'ErrImagePull' } })],
      }),
      {
        state: 'waiting',
        isFinal: false,
        sentence: 'container c of pod n/p is waiting to start (ErrImagePull)',
      },
    ],
    [
      'waiting before anybody has looked at it',
      podOf('main', 'Never', {}),
      { state: 'waiting', isFinal: false },
    ],
    [
      'running',
      podOf('main', 'Never', {
        phase: 'Running',
        containerStatuses: [{ ...status({ running: {} }), containerID: 'containerd://1' }],
      }),
      { state: 'running', isFinal: false, containerId: 'containerd://1' },
    ],
  ])('is %s', (_, pod, expected) => {
    expect(lifeOf(pod, target)).toMatchObject(expected);
  });
});
