import { describe, expect, it } from 'vitest';
import { isOtherPlatform, isPullRefused } from '../../../src/kube/container-trouble.ts';
import { podReadiness } from '../../../src/kube/pod-readiness.ts';
import { worstOf } from '../../../src/kube/readiness.ts';
import type { Deployment, Event, Job, Pod } from '../../../src/kube/types.ts';
import { deploymentReadiness, jobReadiness } from '../../../src/kube/workload-readiness.ts';

type PodStatus = NonNullable<Pod['status']>;
type State = NonNullable<NonNullable<PodStatus['containerStatuses']>[number]['state']>;

const now = Date.parse('2026-11-22T12:00:00Z');

function pod(
  status: PodStatus,
  more: { metadata?: Pod['metadata']; spec?: Partial<NonNullable<Pod['spec']>> } = {},
): Pod {
  return {
    metadata: { name: 'p', namespace: 'n', uid: 'pod-uid', ...more.metadata },
    spec: { restartPolicy: 'Never', containers: [{ name: 'main' }], ...more.spec },
    status,
  };
}

function container(
  state: State,
  more: { name?: string; restartCount?: number; lastState?: State; ready?: boolean } = {},
) {
  return { name: 'main', image: 'i', imageID: '', ready: false, restartCount: 0, ...more, state };
}

function waitingPod(reason: string, message?: string, more: Parameters<typeof container>[1] = {}): Pod {
  const wait = message === undefined ? { reason } : { reason, message };
  return pod({ phase: 'Pending', containerStatuses: [container({ waiting: wait }, more)] });
}

function startedAt(startTime: string, of: Pod): Pod {
  return { ...of, status: { ...of.status, startTime } };
}

/** A native sidecar of a pod that is never restarted, while it waits for its next start. */
function sidecarPod(terminated: NonNullable<State['terminated']>, restartCount: number): Pod {
  const status = container({ terminated }, { name: 'gateway', restartCount });
  return pod(
    { phase: 'Pending', initContainerStatuses: [status] },
    { spec: { initContainers: [{ name: 'gateway', restartPolicy: 'Always' }] } },
  );
}

function event(
  reason: string,
  message: string,
  uid = 'pod-uid',
  lastTimestamp = '2026-11-22T11:59:00Z',
): Event {
  return { metadata: { name: 'e' }, involvedObject: { uid }, reason, message, lastTimestamp };
}

const unschedulable = (message: string): Pod =>
  pod({
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  });

const disrupted = (reason: string): PodStatus => ({
  phase: 'Failed',
  conditions: [{ type: 'DisruptionTarget', status: 'True', reason, message: 'words' }],
});

type Expected = [state: string, code: string | undefined, terminal: boolean, says: string | RegExp];

// Written by the kubelet, scheduler and controllers of 1.34, and what it means for us.
const pods: [name: string, pod: Pod, events: Event[], expected: Expected][] = [
  [
    'a bad image name',
    waitingPod('InvalidImageName', 'Failed to apply default image tag "A:b:c"'),
    [],
    ['failed', 'image-pull', true, 'InvalidImageName'],
  ],
  [
    'an absent image that may not be pulled',
    waitingPod('ErrImageNeverPull', 'Container image "x" is not present with pull policy of Never'),
    [],
    ['failed', 'image-pull', true, 'ErrImageNeverPull'],
  ],
  [
    'a registry that does not answer',
    waitingPod(
      'ErrImagePull',
      'failed to pull and unpack image "r.example/x:1": failed to resolve reference "r.example/x:1": failed to do request: Head "https://r.example/v2/x/manifests/1": dial tcp: lookup r.example on 10.0.0.10:53: no such host',
    ),
    [],
    ['waiting', 'image-pull', false, 'no such host'],
  ],
  [
    'an image that is not there',
    waitingPod(
      'ImagePullBackOff',
      'Back-off pulling image "docker.io/library/nope:1": ErrImagePull: failed to pull and unpack image "docker.io/library/nope:1": failed to resolve reference "docker.io/library/nope:1": docker.io/library/nope:1: not found',
    ),
    [],
    ['failed', 'image-pull', true, 'not found'],
  ],
  [
    'a private image without a pull secret',
    waitingPod(
      'ErrImagePull',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token: 401 Unauthorized',
    ),
    [],
    ['failed', 'image-pull', true, '401'],
  ],
  [
    'an older kubelet that gives the reason in the event alone',
    waitingPod('ImagePullBackOff', 'Back-off pulling image "ghcr.io/x/y:1"'),
    [
      event(
        'Failed',
        'Failed to pull image "ghcr.io/x/y:1": rpc error: code = Unknown desc = denied: denied',
      ),
    ],
    ['failed', 'image-pull', true, 'denied'],
  ],
  [
    'a missing ConfigMap',
    waitingPod('CreateContainerConfigError', 'configmap "x" not found'),
    [],
    ['failed', 'container-failed', true, 'configmap "x" not found'],
  ],
  [
    'a named user with runAsNonRoot',
    waitingPod(
      'CreateContainerConfigError',
      'container has runAsNonRoot and image has non-numeric user (node), cannot verify user is non-root',
    ),
    [],
    ['failed', 'container-failed', true, 'non-numeric user'],
  ],
  [
    'a ConfigMap the kubelet has not seen yet',
    waitingPod(
      'CreateContainerConfigError',
      'failed to sync configmap cache: timed out waiting for the condition',
    ),
    [],
    ['waiting', 'container-failed', false, 'sync'],
  ],
  [
    'a ConfigMap a kubelet does not find for a new pod',
    startedAt('2026-11-22T11:59:55Z', waitingPod('CreateContainerConfigError', 'configmap "x" not found')),
    [],
    ['waiting', 'container-failed', false, 'configmap "x" not found'],
  ],
  [
    'a ConfigMap a kubelet still does not find',
    startedAt('2026-11-22T11:59:30Z', waitingPod('CreateContainerConfigError', 'configmap "x" not found')),
    [],
    ['failed', 'container-failed', true, 'configmap "x" not found'],
  ],
  [
    'a container a starved node could not start',
    waitingPod('RunContainerError', 'context deadline exceeded'),
    [],
    ['waiting', 'container-failed', false, 'deadline'],
  ],
  [
    'a sidecar a starved node could not start',
    waitingPod('CrashLoopBackOff', 'back-off 10s', {
      restartCount: 1,
      lastState: {
        terminated: { exitCode: 128, reason: 'StartError', message: 'context deadline exceeded' },
      },
    }),
    [],
    ['waiting', 'container-failed', false, 'StartError'],
  ],
  [
    'a container the runtime could not make',
    waitingPod('CreateContainerError', 'context deadline exceeded'),
    [],
    ['waiting', 'container-failed', false, 'deadline'],
  ],
  [
    'an image without a command',
    waitingPod('CreateContainerError', 'failed to generate container spec: no command specified'),
    [],
    ['failed', 'container-failed', true, 'no command specified'],
  ],
  [
    'a failed pod without a reason',
    pod({ phase: 'Failed' }),
    [],
    ['failed', 'container-failed', true, 'no reason was given'],
  ],
  [
    'a command that is not in the image',
    pod({
      phase: 'Running',
      containerStatuses: [
        container({
          terminated: {
            exitCode: 128,
            reason: 'StartError',
            message: 'exec: "nope": executable file not found in $PATH',
          },
        }),
      ],
    }),
    [],
    ['failed', 'container-failed', true, 'StartError, exit code 128: exec: "nope"'],
  ],
  [
    'a sidecar with a command that is not in the image',
    waitingPod('CrashLoopBackOff', 'back-off 10s', {
      restartCount: 1,
      lastState: { terminated: { exitCode: 128, reason: 'StartError' } },
    }),
    [],
    ['failed', 'container-failed', true, 'StartError'],
  ],
  [
    'a first crash',
    waitingPod('CrashLoopBackOff', 'back-off 10s', {
      restartCount: 1,
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    }),
    [],
    ['waiting', 'container-failed', false, 'exit code 1'],
  ],
  [
    'a first crash of a sidecar, which was not started again yet',
    sidecarPod({ exitCode: 137, reason: 'Error' }, 0),
    [],
    ['waiting', 'container-failed', false, /container \S+ ended: Error, exit code 137$/],
  ],
  [
    'a second crash of a sidecar',
    sidecarPod({ exitCode: 137, reason: 'Error' }, 1),
    [],
    ['waiting', 'container-failed', false, 'keeps ending (1 restart): Error'],
  ],
  [
    'a crash loop',
    waitingPod('CrashLoopBackOff', 'back-off 40s', {
      restartCount: 3,
      lastState: { terminated: { exitCode: 1, reason: 'Error', message: 'last words' } },
    }),
    [],
    ['failed', 'container-failed', true, 'keeps ending (3 restarts): Error, exit code 1: last words'],
  ],
  [
    'a crash loop of a sidecar, between two starts',
    sidecarPod({ exitCode: 1, reason: 'Error' }, 3),
    [],
    ['failed', 'container-failed', true, 'keeps ending (3 restarts): Error, exit code 1'],
  ],
  [
    'a sidecar that ended for the third time, after long work',
    sidecarPod(
      {
        exitCode: 137,
        reason: 'OOMKilled',
        startedAt: '2026-11-22T10:00:00Z',
        finishedAt: '2026-11-22T10:20:00Z',
      },
      3,
    ),
    [],
    ['waiting', 'out-of-memory', false, 'more memory than its limit'],
  ],
  [
    'a loop of running out of memory',
    waitingPod('CrashLoopBackOff', 'back-off', {
      restartCount: 4,
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    }),
    [],
    ['failed', 'out-of-memory', true, 'more memory than its limit'],
  ],
  [
    'running out of memory',
    pod({
      phase: 'Failed',
      containerStatuses: [container({ terminated: { exitCode: 137, reason: 'OOMKilled' } })],
    }),
    [],
    ['failed', 'out-of-memory', true, 'more memory than its limit'],
  ],
  [
    'a child killed for memory in a pod that succeeded',
    pod({
      phase: 'Succeeded',
      containerStatuses: [container({ terminated: { exitCode: 0, reason: 'OOMKilled' } })],
    }),
    [],
    ['failed', 'out-of-memory', true, 'OOMKilled'],
  ],
  [
    'a sidecar that is restarted after running out of memory',
    pod(
      {
        phase: 'Running',
        initContainerStatuses: [
          container({ terminated: { exitCode: 137, reason: 'OOMKilled' } }, { name: 'side' }),
        ],
      },
      { spec: { initContainers: [{ name: 'side', restartPolicy: 'Always' }] } },
    ),
    [],
    ['waiting', 'out-of-memory', false, 'side'],
  ],
  [
    'a pod that succeeded although its sidecar was killed at the end',
    pod(
      {
        phase: 'Succeeded',
        initContainerStatuses: [
          container({ terminated: { exitCode: 137, reason: 'Error' } }, { name: 'side' }),
        ],
        containerStatuses: [container({ terminated: { exitCode: 0, reason: 'Completed' } })],
      },
      { spec: { initContainers: [{ name: 'side', restartPolicy: 'Always' }] } },
    ),
    [],
    ['done', undefined, true, 'succeeded'],
  ],
  [
    'eviction for using too much disk',
    pod({
      phase: 'Failed',
      reason: 'Evicted',
      message: 'Usage of EmptyDir volume "v" exceeds the limit "1Mi". ',
    }),
    [],
    ['failed', 'evicted', true, 'exceeds the limit'],
  ],
  [
    'its deadline',
    pod({
      phase: 'Failed',
      reason: 'DeadlineExceeded',
      message: 'Pod was active on the node longer than the specified deadline',
    }),
    [],
    ['failed', 'timeout', true, 'deadline'],
  ],
  [
    'a node that has no room after all',
    pod({ phase: 'Failed', reason: 'OutOfcpu', message: "Node didn't have enough resource: cpu" }),
    [],
    ['failed', 'unschedulable', true, 'OutOfcpu'],
  ],
  [
    'a drained node',
    pod(disrupted('EvictionByEvictionAPI')),
    [],
    ['failed', 'evicted', true, 'EvictionByEvictionAPI'],
  ],
  [
    'a lost node',
    pod(disrupted('DeletionByTaintManager')),
    [],
    ['failed', 'node-lost', true, 'lost its node'],
  ],
  [
    'a node that the pod garbage collector no longer finds',
    pod(disrupted('DeletionByPodGC')),
    [],
    ['failed', 'node-lost', true, 'lost its node'],
  ],
  [
    'a node that is shut down',
    pod({ ...disrupted('TerminationByKubelet'), reason: 'Terminated' }),
    [],
    ['failed', 'node-lost', true, 'lost its node'],
  ],
  [
    'a node that is shut down, in the words of an older kubelet',
    pod({ phase: 'Failed', reason: 'Terminated', message: 'in response to imminent node shutdown.' }),
    [],
    ['failed', 'node-lost', true, 'imminent node shutdown'],
  ],
  [
    'a node short of memory',
    pod({ ...disrupted('TerminationByKubelet'), reason: 'Evicted' }),
    [],
    ['failed', 'evicted', true, 'was evicted'],
  ],
  [
    'a lost node, while the pod still says it runs',
    pod(
      {
        phase: 'Running',
        conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager' }],
        containerStatuses: [container({ running: {} })],
      },
      { metadata: { deletionTimestamp: '2026-11-22T11:59:55Z' } },
    ),
    [],
    ['failed', 'node-lost', true, 'lost its node'],
  ],
  [
    'a failed pod whose containers still run',
    pod({ phase: 'Failed', containerStatuses: [container({ running: {} })] }),
    [],
    ['failed', 'node-lost', true, 'does not answer'],
  ],
  [
    'a deletion by someone',
    pod({ phase: 'Running' }, { metadata: { deletionTimestamp: '2026-11-22T11:59:55Z' } }),
    [],
    ['failed', 'evicted', true, 'being deleted'],
  ],
  [
    'a deletion that does not come to its end',
    pod({ phase: 'Running' }, { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } }),
    [],
    ['failed', 'node-lost', true, 'stuck in Terminating'],
  ],
  [
    'a node that stopped answering',
    pod({
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [container({ running: {} })],
    }),
    [event('NodeNotReady', 'Node is not ready')],
    ['waiting', 'node-lost', false, 'does not answer'],
  ],
  [
    'no room',
    unschedulable(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    ),
    [],
    ['waiting', 'unschedulable', false, /waits for a node: 0\/1 nodes are available: 1 Insufficient cpu\.$/],
  ],
  [
    'no room, and an autoscaler at work',
    unschedulable('0/1 nodes are available: 1 Insufficient cpu.'),
    [event('TriggeredScaleUp', 'pod triggered scale-up: [{pool 1->2 (max: 5)}]')],
    ['waiting', 'unschedulable', false, 'Autoscaler: pod triggered scale-up'],
  ],
  [
    'a claim that is not there',
    unschedulable('0/1 nodes are available: persistentvolumeclaim "x" not found.'),
    [],
    ['waiting', 'volume-unbound', false, 'persistentvolumeclaim "x"'],
  ],
  [
    'a missing Secret to mount',
    waitingPod('ContainerCreating'),
    [event('FailedMount', 'MountVolume.SetUp failed for volume "v" : secret "x" not found')],
    ['failed', 'container-failed', true, 'secret "x" not found'],
  ],
  [
    'a Secret to mount that a kubelet does not find for a new pod',
    startedAt('2026-11-22T11:59:55Z', waitingPod('ContainerCreating')),
    [event('FailedMount', 'MountVolume.SetUp failed for volume "v" : secret "x" not found')],
    ['waiting', 'container-failed', false, 'secret "x" not found'],
  ],
  [
    'a Secret that was found and mounted since',
    waitingPod('ContainerCreating'),
    [
      event('FailedMount', 'MountVolume.SetUp failed for volume "v" : secret "x" not found'),
      event('Pulling', 'Pulling image "i"'),
    ],
    ['waiting', undefined, false, 'starting'],
  ],
  [
    'a mount that may yet work',
    waitingPod('ContainerCreating'),
    [
      event(
        'FailedMount',
        '(combined from similar events): MountVolume.SetUp failed for volume "v" : rpc error: timed out',
      ),
    ],
    ['waiting', 'container-failed', false, 'n/p: MountVolume.SetUp'],
  ],
  [
    'a mount that failed for another pod',
    waitingPod('ContainerCreating'),
    [event('FailedMount', 'secret "x" not found', 'other')],
    ['waiting', undefined, false, 'starting'],
  ],
  [
    'a disk that is not attached',
    waitingPod('ContainerCreating'),
    [event('FailedAttachVolume', 'Multi-Attach error for volume "pv"')],
    ['waiting', 'volume-unbound', false, 'Multi-Attach'],
  ],
  [
    'a pod without a network',
    waitingPod('ContainerCreating'),
    [event('FailedCreatePodSandBox', 'failed to setup network')],
    ['waiting', 'container-failed', false, 'network'],
  ],
  ['a pod that is starting', waitingPod('PodInitializing'), [], ['waiting', undefined, false, 'starting']],
  [
    'a container that is not ready',
    pod({
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [container({ running: {} })],
    }),
    [],
    ['waiting', undefined, false, 'not ready yet: main'],
  ],
  [
    'a pod that is ready',
    pod({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }),
    [],
    ['ready', undefined, false, 'is ready'],
  ],
  ['a pod that was not scheduled yet', pod({}), [], ['waiting', undefined, false, 'starting']],
];

describe('the readiness of a pod', () => {
  it.each(pods)('reports %s', (_, object, events, [state, code, terminal, says]) => {
    const readiness = podReadiness(object, events, { now });
    expect({ ...readiness, message: '' }).toEqual({
      state,
      terminal,
      message: '',
      ...(code === undefined ? {} : { code }),
    });
    expect(readiness.message).toContain('Pod n/p');
    expect(readiness.message).toMatch(says);
  });

  it('reports final trouble before trouble that may pass', () => {
    const waitingFor = (name: string, reason: string) =>
      container({ waiting: { reason, message: 'x' } }, { name });
    const both = pod({
      phase: 'Pending',
      containerStatuses: [waitingFor('a', 'ErrImagePull'), waitingFor('b', 'InvalidImageName')],
    });
    expect(podReadiness(both, [], { now }).terminal).toBe(true);
  });

  it('shows only the end of a termination message, on one line', () => {
    const message = `${'x'.repeat(4000)}\n::error::boo\nthe end`;
    const failedPod = pod({
      phase: 'Failed',
      containerStatuses: [container({ terminated: { exitCode: 1, message } })],
    });
    const readiness = podReadiness(failedPod, [], { now });
    expect(readiness.message).toMatch(/boo the end$/);
    expect(readiness.message.length).toBeLessThan(600);
    expect(readiness.message).not.toContain('\n');
  });
});

describe('an image for another processor', () => {
  it.each([
    'no match for platform in manifest: not found',
    'rpc error: code = NotFound desc = failed to pull and unpack image "r.example/x:1": no match for platform in manifest',
    'exec /usr/local/bin/node: exec format error',
    'standard_init_linux.go:228: exec user process caused: exec format error',
  ])('is known by "%s"', (words) => {
    expect(isOtherPlatform(words)).toBe(true);
  });

  it('fails at its first crash', () => {
    const status = waitingPod('CrashLoopBackOff', 'back-off 10s', {
      restartCount: 1,
      lastState: {
        terminated: { exitCode: 255, reason: 'Error', message: 'exec /usr/bin/node: exec format error\n' },
      },
    });
    const readiness = podReadiness(status, [], { now: 0 });
    expect(readiness).toMatchObject({ state: 'failed', code: 'container-failed' });
    expect(readiness.message).toContain('exec format error');
  });
});

describe('the response of a registry', () => {
  it.each([
    [
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      true,
    ],
    ['unexpected status from HEAD request to https://r.example/v2/x/manifests/1: 403 Forbidden', true],
    ['manifest unknown: manifest unknown', true],
    ['no match for platform in manifest: not found', true],
    [
      'toomanyrequests: You have reached your pull rate limit. https://www.docker.com/increase-rate-limit',
      false,
    ],
    ['unexpected status: 429 Too Many Requests', false],
    ['unexpected status from HEAD request: 502 Bad Gateway', false],
    ['dial tcp 10.1.2.3:443: i/o timeout', false],
    ['failed to resolve reference "r.example/404/unauthorized:401": connection refused', false],
    ['context deadline exceeded', false],
  ])('"%s" is a refusal: %s', (words, refused) => {
    expect(isPullRefused(words)).toBe(refused);
  });
});

function job(status: Job['status'], spec: Partial<NonNullable<Job['spec']>> = {}): Job {
  return {
    metadata: { name: 'j', namespace: 'n', uid: 'job-uid' },
    spec: { completions: 2, parallelism: 2, template: {}, ...spec },
    ...(status === undefined ? {} : { status }),
  };
}

const blocked = { terminating: 0, ready: 0 };
const refused = (message: string): Event =>
  event('FailedCreate', `Error creating: pods "j-0-" is forbidden: ${message}`, 'job-uid');

const jobs: [name: string, job: Job, events: Event[], expected: Expected][] = [
  [
    'a quota',
    job(blocked),
    [refused('exceeded quota: q, requested: cpu=8')],
    ['waiting', 'quota-exceeded', false, 'exceeded quota: q'],
  ],
  [
    'PodSecurity',
    job(blocked),
    [refused('violates PodSecurity "restricted:latest": x')],
    ['failed', 'admission-refused', true, 'violates PodSecurity'],
  ],
  [
    'an SCC',
    job(blocked),
    [refused('unable to validate against any security context constraint: []')],
    ['failed', 'admission-refused', true, 'security context constraint'],
  ],
  [
    'a limit range',
    job(blocked),
    [refused('maximum memory usage per Container is 1Gi, but limit is 4Gi')],
    ['failed', 'quota-exceeded', true, 'maximum memory'],
  ],
  [
    'a namespace that is going',
    job(blocked),
    [refused('unable to create new content in namespace n because it is being terminated')],
    ['failed', 'api-error', true, 'being terminated'],
  ],
  [
    'a ServiceAccount that is not there yet',
    job(blocked),
    [refused('error looking up service account n/default: serviceaccount "default" not found')],
    ['waiting', 'admission-refused', false, 'serviceaccount'],
  ],
  [
    'the ServiceAccount of every namespace, half a minute after a control plane was restarted',
    job({ ...blocked, startTime: new Date(now - 30_000).toISOString() }),
    [refused('error looking up service account n/default: serviceaccount "default" not found')],
    ['waiting', 'admission-refused', false, 'serviceaccount'],
  ],
  [
    'a ServiceAccount that does not come',
    job({ ...blocked, startTime: '2026-11-22T11:00:00Z' }),
    [refused('error looking up service account n/a: serviceaccount "a" not found')],
    ['failed', 'admission-refused', true, 'serviceaccount "a" not found'],
  ],
  [
    'a pod that is not valid',
    job(blocked),
    [event('FailedCreate', 'Error creating: Pod "j-0-a" is invalid: spec.x: Required value', 'job-uid')],
    ['failed', 'bad-manifest', true, 'create its pods: spec.x: Required value'],
  ],
  [
    'a webhook that does not answer',
    job(blocked),
    [refused('Internal error occurred: failed calling webhook "w": timeout')],
    ['waiting', 'api-error', false, 'failed calling webhook "w"'],
  ],
  [
    'a refusal that is over',
    job({ active: 2, ready: 2 }),
    [refused('exceeded quota: q')],
    ['ready', undefined, false, 'runs 2 pods'],
  ],
  [
    'a refusal of an older Job of that name',
    job(blocked),
    [event('FailedCreate', 'violates PodSecurity', 'older')],
    ['waiting', undefined, false, '0 of 2'],
  ],
  [
    'pods that start',
    job({ active: 2, ready: 1 }),
    [],
    ['waiting', undefined, false, '1 of 2 pods are ready'],
  ],
  [
    'a last index',
    job({ active: 1, ready: 1, succeeded: 1 }),
    [],
    ['ready', undefined, false, 'runs 1 pods'],
  ],
  ['suspension', job({}, { suspend: true }), [], ['waiting', undefined, false, 'suspended']],
  [
    'completion',
    job({ conditions: [{ type: 'Complete', status: 'True' }] }),
    [],
    ['done', undefined, true, 'complete'],
  ],
  [
    'failed indexes',
    job({
      conditions: [
        { type: 'Failed', status: 'True', reason: 'FailedIndexes', message: 'Job has failed indexes' },
      ],
    }),
    [],
    ['failed', 'container-failed', true, 'failed indexes'],
  ],
  [
    'a deadline',
    job({ conditions: [{ type: 'FailureTarget', status: 'True', reason: 'DeadlineExceeded' }] }),
    [],
    ['failed', 'timeout', true, 'DeadlineExceeded'],
  ],
];

describe('the readiness of a Job', () => {
  it.each(jobs)('reports %s', (_, object, events, [state, code, terminal, says]) => {
    const readiness = jobReadiness(object, events);
    expect({ ...readiness, message: '', refusal: undefined }).toEqual({
      state,
      terminal,
      message: '',
      ...(code === undefined ? {} : { code }),
    });
    expect(readiness.message).toContain('Job n/j');
    expect(readiness.message).toMatch(says);
  });

  it('reports the newest refusal', () => {
    const newer = { ...refused('exceeded quota: new'), lastTimestamp: '2026-11-22T11:59:30Z' };
    expect(jobReadiness(job(blocked), [newer, refused('violates PodSecurity')]).message).toContain(
      'exceeded quota: new',
    );
  });
});

describe('the readiness of a Deployment', () => {
  const deployment = (status: Deployment['status']): Deployment => ({
    metadata: { name: 'd', namespace: 'n', generation: 2 },
    spec: { replicas: 1, selector: {}, template: {} },
    ...(status === undefined ? {} : { status }),
  });
  const whole = { observedGeneration: 2, updatedReplicas: 1, availableReplicas: 1 };
  const tell = (status: Deployment['status'], ofPods: Pod[] = []) =>
    deploymentReadiness(deployment(status), ofPods, [], { now });

  it('is ready when the newest generation is available', () => {
    expect(tell(whole).state).toBe('ready');
    expect(tell({ ...whole, observedGeneration: 1 }).state).toBe('waiting');
  });

  it('reports what is wrong with its pods', () => {
    expect(tell({ observedGeneration: 2 }, [waitingPod('InvalidImageName', 'x')])).toMatchObject({
      state: 'failed',
      code: 'image-pull',
    });
    expect(tell({ observedGeneration: 2 }, [pod({}), unschedulable('0/1 nodes')])).toMatchObject({
      state: 'waiting',
      code: 'unschedulable',
    });
    expect(tell({ observedGeneration: 2 }, [pod({})])).toEqual({
      state: 'waiting',
      terminal: false,
      message: 'Deployment n/d: 0 of 1 replicas are available.',
    });
  });

  it('reports why it may not create pods', () => {
    const conditions = [
      {
        type: 'ReplicaFailure',
        status: 'True',
        reason: 'FailedCreate',
        message: 'pods "d" is forbidden: violates PodSecurity "restricted:latest"',
      },
    ];
    expect(tell({ observedGeneration: 2, conditions })).toMatchObject({
      state: 'failed',
      code: 'admission-refused',
      terminal: true,
    });
  });

  it('fails when it makes no progress', () => {
    const conditions = [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'ReplicaSet "d-1" has timed out progressing.',
      },
    ];
    expect(tell({ observedGeneration: 2, conditions })).toMatchObject({
      state: 'failed',
      code: 'startup-timeout',
    });
  });
});

describe('the worst of several', () => {
  it('is the failed one, then the one in trouble, then the one that is starting', () => {
    const all = [
      { state: 'ready', message: 'r', terminal: false },
      { state: 'waiting', message: 'w', terminal: false },
      { state: 'waiting', code: 'unschedulable', message: 't', terminal: false },
      { state: 'failed', code: 'image-pull', message: 'f', terminal: true },
    ] as const;
    expect(worstOf(all)?.message).toBe('f');
    expect(worstOf(all.slice(0, 3))?.message).toBe('t');
    expect(worstOf(all.slice(0, 2))?.message).toBe('w');
    expect(worstOf([])).toBeUndefined();
  });
});
