import path from 'node:path';

/** A folder of sources that holds one concept. */
export interface Room {
  /** Below `src/`; a room inside another one has a name with a slash. */
  readonly name: string;
  /** Finishes the sentence "Here is …". */
  readonly concept: string;
}

/**
 * The rooms of `src/`, the lowest first. A file imports from its own room and from rooms above it in this list, never
 * from one below: that is the architecture, and `test/unit/repository/architecture.test.ts` holds every import against it. The
 * table in docs/design.md is made from it.
 */
export const rooms: readonly Room[] = [
  {
    name: 'base',
    concept: 'what every room may use: errors, log and clock, text without secrets, downloads',
  },
  {
    name: 'protocol',
    concept: 'what the action and the eval pod agree on; the one room that `sidecar/` shares',
  },
  { name: 'result/formats', concept: 'the files of ClawBench and the verdict record: schemas and parsers' },
  { name: 'result/stats', concept: 'scores, intervals, tests and forecasts; pure mathematics' },
  { name: 'result/verdict', concept: 'which runs count, and what they come to; pure' },
  {
    name: 'kube',
    concept: 'how we talk to an API server: requests, apply, exec, logs, readiness, permissions',
  },
  { name: 'cluster', concept: 'how we get an API server: kubeconfigs, credential plugins, kind' },
  { name: 'stack', concept: 'the objects we deploy: OpenClaw and its config, images, overlays, ownership' },
  { name: 'inputs', concept: 'one table of inputs; everything wrong with them in one message' },
  { name: 'plan', concept: 'everything that is decided before the cluster is asked' },
  { name: 'artifact', concept: 'an evaluation as files: written, read back, judged again' },
  { name: 'github', concept: 'the outside of a workflow step: log, outputs, artifact service, comment' },
  { name: 'baseline', concept: 'what a result is compared with, and where it comes from' },
  { name: 'report/html', concept: 'markup, pages and charts, which every HTML report is made of; pure' },
  { name: 'report', concept: 'the verdict and the plan as text; pure' },
  {
    name: 'comment',
    concept: 'the one comment that all evaluations of a pull request share, as text; pure',
  },
  {
    name: 'status',
    concept: 'a step as others see it on GitHub while it runs: its section of the comment, its check run',
  },
  { name: 'legs', concept: 'several evaluations side by side: found, ranked, compared, reported' },
  {
    name: 'backends',
    concept: 'where an evaluation runs: in a Job of ours, or in the pod of an existing OpenClaw',
  },
  { name: 'pods', concept: 'driving what runs in the pods: start, watch, fetch, order more runs' },
  { name: 'mlflow', concept: 'MLflow: deployed, checked, logged to, read from' },
  {
    name: 'trend',
    concept: 'many evaluations over weeks: gathered, searched for slides, shown; what `mode: history` does',
  },
  { name: 'eval', concept: 'the story of an evaluation, from a plan to an outcome' },
  { name: 'deployed', concept: 'OpenClaw and MLflow that outlive an evaluation: deployed, torn down' },
  { name: 'modes', concept: 'what the action can be asked to do: one table, a file a mode' },
  { name: 'cli', concept: 'the command line: flags, help, output' },
  { name: 'action', concept: 'the step of a workflow, and its post step' },
];

/** The two entries: neither knows the other. */
const entries = new Set(['cli', 'action']);

const names = rooms.map(({ name }) => name);

/** @param file relative to the checkout, such as `src/kube/exec.ts`  @returns undefined for a file in no room */
export function roomOf(file: string): string | undefined {
  const folder = path.posix.relative('src', path.posix.dirname(file));
  return names.find((name) => folder === name || folder.startsWith(`${name}/`));
}

/**
 * Why a file may not import another one; null if it may.
 * @param from importing file, relative to the checkout
 * @param to imported file, relative to the checkout
 */
export function importProblem(from: string, to: string): string | null {
  const target = roomOf(to);
  if (from.startsWith('sidecar/'))
    return to.startsWith('sidecar/') || target === 'base' || target === 'protocol'
      ? null
      : `${from} imports ${to}: the pod shares src/base/ and src/protocol/ with the action, nothing else.`;
  if (!from.startsWith('src/')) return null;
  if (to.startsWith('sidecar/')) return `${from} imports ${to}: only the pod runs sidecar/.`;
  const room = roomOf(from);
  if (room === target || from === 'src/index.ts') return null;
  if (room === undefined || target === undefined)
    return `${room === undefined ? from : to} is in no room of src/.`;
  const isUp = names.indexOf(target) > names.indexOf(room);
  const isOtherEntry = entries.has(room) && entries.has(target);
  return isUp || isOtherEntry ? `${from} imports ${to}: ${room}/ does not know ${target}/.` : null;
}
