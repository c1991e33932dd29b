import { onTestFinished } from 'vitest';
import type { Job } from '../../../src/kube/types.ts';
import { readSettings } from '../../../src/protocol/settings.ts';
import { makeCertificates } from '../certificates.ts';
import { failure, kubeconfigFor, startKubeServer } from '../kube-server.ts';
import { answerCall, type ApiRefusal, type ApiRequest } from './api.ts';
import { answerExec, callOf } from './exec.ts';
import { realScores, realTasks, type ScoreOf } from './harness.ts';
import { openPodLogs } from './logs.ts';
import { type ObjectStore, openObjectStore, type StoredObject } from './objects.ts';
import { type EvalPod, type Program, RELAY, startPod, titleOf } from './pod.ts';

/** What a test decides about the cluster. Fields can be replaced while it runs. */
export interface ClusterScript {
  /** The tasks of the harness image. */
  suite: readonly string[];
  scoreOf: ScoreOf;
  /** Pods that find a node at the same time. */
  room: number;
  /** Called when a pod is made. */
  onPod: (pod: EvalPod) => void;
  /** Called before a pod makes a run. */
  beforeRun: (pod: EvalPod, task: string, run: number) => void;
  /** Called when a pod went a step further, and before anybody sees that: code of agents in it can do this. */
  afterStep: (pod: EvalPod) => void;
  /**
   * Called before a request is answered, with `PATCH jobs` or `exec print /results/state.json` for example; run files
   * are `run.json`.
   */
  onCall: (title: string) => void;
  /** The refusal of a request, by its title as `onCall` gets it; undefined to serve it. */
  refuses: (title: string, request: ApiRequest) => ApiRefusal | undefined;
  /** What arrives of what a command prints, with `print /results/state.json` for example. */
  printed: (title: string, bytes: Buffer) => Buffer;
  /** Whether the user may do this, for example `create jobs`. */
  isAllowed: (access: string) => boolean;
  /** Versions of API groups that are not Kubernetes' own, such as Kueue's. */
  versions: Readonly<Record<string, string>>;
  /** Programs of the pods below /sidecar, by name. */
  programs: Readonly<Record<string, Program>>;
  /** What a container of a pod printed before all else. */
  logOf: (pod: string) => string;
  /** Whether a pod is not ready to go a step further when somebody looks at it. */
  isBusy: (pod: EvalPod) => boolean;
  /**
   * How much of the answer to a request arrives, 0..1, before the connection is cut; undefined for all of it. By its title as
   * `onCall` gets it; `line` is what is printed while somebody follows the log.
   */
  cutAt: (title: string) => number | undefined;
}

interface LossOptions {
  /** By the Job, unless this index may fail no more. Default true. */
  isReplaced?: boolean;
  /** Whether its object is gone at once, too. Default false. */
  isDeleted?: boolean;
}

/** A cluster in memory, whose Jobs are evaluations: each pod plays supervisor, harness and gateway at once. */
export interface EvalCluster {
  readonly kubeconfig: string;
  readonly url: string;
  readonly script: ClusterScript;
  /** All pods there ever were, the oldest first. */
  readonly pods: readonly EvalPod[];
  readonly objects: ObjectStore;
  /** What was asked, in order, as `script.onCall` gets it. */
  readonly calls: readonly string[];
  /** How many connections and requests there were so far. */
  readonly traffic: number;
  /** Has a pod print a line, which its followers get. */
  print(pod: EvalPod, atMs: number, line: string): void;
  /** Closes every connection. */
  cut(): void;
  /** Suspends a Job, whose pods are deleted then, or lets it run, as another client or controller would. */
  suspend(suspend: boolean, manager: string): void;
  /** Deletes a pod, which still answers until it is lost. */
  leave(pod: EvalPod): void;
  /** Deletes the Job; its pods are deleted and still answer until they are lost. */
  removeJob(): void;
  /** Deletes the namespace of the Job; its pods are deleted and still answer until they are lost, and all else stays for now. */
  endNamespace(): void;
  /** Loses the node of a pod. */
  lose(pod: EvalPod, options?: LossOptions): void;
}

const certificates = makeCertificates();

/** Starts a cluster for the running test, which ends it. */
export async function startEvalCluster(change: Partial<ClusterScript> = {}): Promise<EvalCluster> {
  const script: ClusterScript = {
    suite: realTasks,
    scoreOf: realScores,
    room: Number.POSITIVE_INFINITY,
    onPod: () => undefined,
    beforeRun: () => undefined,
    afterStep: () => undefined,
    onCall: () => undefined,
    refuses: () => undefined,
    printed: (_, bytes) => bytes,
    isAllowed: () => true,
    versions: {},
    programs: {},
    logOf: (pod) => `log of ${pod}\n`,
    isBusy: () => false,
    cutAt: () => undefined,
    ...change,
  };
  const server = await startKubeServer({ certificates });
  const pods: EvalPod[] = [];
  const calls: string[] = [];
  /** UIDs of Jobs whose pods were made. */
  const started = new Set<string>();
  const logs = openPodLogs(
    (pod) => script.logOf(pod),
    () => script.cutAt('line'),
  );
  const objects = openObjectStore({
    changed: (_, object) => void (object.kind === 'Job' && followJob(object)),
    removed: (_, { kind, metadata }) => {
      if (kind === 'Pod') logs.end(metadata.name);
    },
  });
  const pathOf = (namespace: string, pod: string): string => `/api/v1/namespaces/${namespace}/pods/${pod}`;

  function onCall(title: string): void {
    calls.push(title);
    script.onCall(title);
  }

  function followJob(job: StoredObject): void {
    const { spec }: Partial<Job> = job;
    const { uid } = job.metadata;
    // The lease on the Secrets never has a pod.
    if (spec?.parallelism === 0) return;
    if (spec?.suspend !== true && !started.has(uid)) startPods(job);
    else if (spec?.suspend === true && started.delete(uid)) stopPods();
  }

  function stopPods(): void {
    for (const pod of pods.filter(({ phase }) => phase === 'running' || phase === 'pending')) {
      const path = pathOf(namespaceOf(pod), pod.name);
      pod.phase = 'lost';
      objects.remove(path);
    }
  }

  function startPods(job: StoredObject): void {
    const { spec }: Partial<Job> = job;
    if (spec === undefined) return;
    started.add(job.metadata.uid);
    for (let shard = 0; shard < (spec.completions ?? 1); shard++) addPod(job, shard);
    schedule();
  }

  function addPod(job: StoredObject, shard: number): void {
    const { name: jobName, namespace = '', uid } = job.metadata;
    const name = `${jobName}-${shard}-${pods.length}`;
    const settings = objects.get(`/api/v1/namespaces/${namespace}/configmaps/${jobName}`)?.['data'];
    const { values } = readSettings(Object(settings));
    const { spec }: Partial<Job> = job;
    const pod = startPod({
      hasRelay: spec?.template.spec?.initContainers?.some((container) => container.name === RELAY) ?? false,
      name,
      shard,
      settings: values,
      suite: script.suite,
      scoreOf: (...run) => script.scoreOf(...run),
      beforeRun: (...run) => script.beforeRun(...run),
      afterStep: (of) => script.afterStep(of),
      isBusy: (of) => script.isBusy(of),
      programs: script.programs,
    });
    pods.push(pod);
    script.onPod(pod);
    const labels = {
      ...spec?.template.metadata?.labels,
      'batch.kubernetes.io/job-name': jobName,
      'batch.kubernetes.io/job-completion-index': String(shard),
    };
    objects.put(pathOf(namespace, name), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace,
        labels,
        ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: jobName, uid }],
      },
      spec: { ...spec?.template.spec },
    });
    publish(pod);
  }

  function namespaceOf(pod: EvalPod): string {
    const object = objects.all().find(({ kind, metadata }) => kind === 'Pod' && metadata.name === pod.name);
    return object?.metadata.namespace ?? '';
  }

  /** Brings the object of a pod up to date. */
  function publish(pod: EvalPod): void {
    const path = pathOf(namespaceOf(pod), pod.name);
    const object = objects.get(path);
    if (object === undefined) return;
    const node = pod.phase === 'pending' ? {} : { nodeName: `node-${pod.shard}` };
    objects.put(path, { ...object, spec: { ...Object(object['spec']), ...node }, status: pod.status() });
    if (pod.phase === 'succeeded' || pod.phase === 'lost') logs.end(pod.name);
  }

  /** @param isOrphan whether the garbage collector has taken its owner already, and it ends by itself */
  function leave(pod: EvalPod, isOrphan = false): void {
    const path = pathOf(namespaceOf(pod), pod.name);
    const object = objects.get(path);
    if (object === undefined) throw new Error(`there is no pod ${pod.name}`);
    pod.isLeaving = true;
    const { ownerReferences, ...others } = object.metadata;
    const metadata = { ...others, ...(!isOrphan && ownerReferences && { ownerReferences }) };
    const deletion = { deletionTimestamp: new Date().toISOString(), deletionGracePeriodSeconds: 3600 };
    objects.put(path, { ...object, metadata: { ...metadata, ...deletion } });
  }

  function schedule(): void {
    for (const pod of pods) {
      const running = pods.filter(({ phase }) => phase === 'running').length;
      if (pod.phase !== 'pending' || running >= script.room) continue;
      pod.phase = 'running';
      publish(pod);
    }
  }

  /** @returns false if the pod was lost while it ran a command */
  function hasStayed(pod: EvalPod): boolean {
    if (pod.phase === 'running') return true;
    publish(pod);
    schedule();
    return pod.phase !== 'lost';
  }

  server.handle = (request, response, body) =>
    answerCall(
      {
        store: objects,
        onCall,
        refuses: (...call) => script.refuses(...call),
        isAllowed: (access) => script.isAllowed(access),
        versions: script.versions,
        cutAt: (title) => script.cutAt(title),
        log({ metadata: { name } }, query, response_) {
          const isOver = pods.find((pod) => pod.name === name)?.phase !== 'running';
          logs.answer(name, query, response_, !isOver && query.has('follow'));
        },
      },
      request,
      response,
      body,
    );
  server.speak = (socket, request) =>
    answerExec(socket, request, ({ pod: name, command }, stdin) => {
      const title = `exec ${titleOf(command)}`;
      onCall(title);
      const pod = pods.find((one) => one.name === name);
      if (pod?.phase !== 'running') return undefined;
      const { stdout, ...outcome } = pod.run(command, stdin);
      if (!hasStayed(pod)) return undefined;
      const printed = stdout && { stdout: script.printed(titleOf(command), stdout) };
      return { ...outcome, ...printed, cutAt: script.cutAt(title) };
    });
  server.refuse = (request) => {
    const { pathname } = new URL(request.url ?? '/', server.url);
    const isThere = objects.get(pathname.replace(/\/exec$/, '')) !== undefined;
    const { authorization = '' } = request.headers;
    const title = `exec ${titleOf(callOf(request).command)}`;
    const refusal = script.refuses(title, { body: '', authorization });
    if (refusal !== undefined)
      return {
        status: refusal.status,
        body: JSON.stringify(failure(refusal.status, 'Refused', refusal.message)),
      };
    if (isThere) return undefined;
    return { status: 404, body: JSON.stringify(failure(404, 'NotFound', 'the pod is not found')) };
  };
  onTestFinished(() => server.stop());

  return {
    kubeconfig: kubeconfigFor(server),
    url: server.url,
    script,
    pods,
    objects,
    calls,
    get traffic() {
      return server.connections + server.requests.length;
    },
    print: (pod, atMs, line) => logs.print(pod.name, atMs, line),
    cut: () => server.cut(),
    suspend(suspend, manager) {
      const job = objects.all().find(({ kind }) => kind === 'Job');
      if (job === undefined) throw new Error('there is no Job');
      const managed = {
        manager,
        time: new Date().toISOString(),
        fieldsV1: { 'f:spec': { 'f:suspend': {} } },
      };
      objects.put(`/apis/batch/v1/namespaces/${job.metadata.namespace}/jobs/${job.metadata.name}`, {
        ...job,
        metadata: { ...job.metadata, managedFields: [managed] },
        spec: { ...Object(job['spec']), suspend },
      });
    },
    leave,
    endNamespace() {
      const namespace = objects.all().find(({ kind }) => kind === 'Namespace');
      if (namespace === undefined) throw new Error('there is no namespace');
      const metadata = { ...namespace.metadata, deletionTimestamp: new Date().toISOString() };
      objects.put(`/api/v1/namespaces/${namespace.metadata.name}`, { ...namespace, metadata });
      for (const pod of pods.filter(({ phase }) => phase === 'running')) leave(pod, true);
    },
    removeJob() {
      const job = objects.all().find(({ kind }) => kind === 'Job');
      if (job === undefined) throw new Error('there is no Job');
      for (const pod of pods.filter(({ phase }) => phase === 'running')) leave(pod, true);
      objects.remove(`/apis/batch/v1/namespaces/${job.metadata.namespace}/jobs/${job.metadata.name}`);
    },
    lose(pod, { isReplaced = true, isDeleted = false } = {}) {
      pod.phase = 'lost';
      publish(pod);
      if (isDeleted) objects.remove(pathOf(namespaceOf(pod), pod.name));
      const job = objects.all().find(({ kind }) => kind === 'Job');
      if (job === undefined) return;
      if (isReplaced) addPod(job, pod.shard);
      else
        objects.put(`/apis/batch/v1/namespaces/${job.metadata.namespace}/jobs/${job.metadata.name}`, {
          ...job,
          status: { failedIndexes: String(pod.shard) },
        });
      schedule();
    },
  };
}
