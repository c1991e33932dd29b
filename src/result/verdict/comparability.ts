import type { Comparison } from '../formats/comparison.ts';
import type { Identity } from '../formats/verdict-record.ts';
import type { OnModelChange } from './gate.ts';

interface Comparability {
  /** Why the two must not be compared; empty if they may be. */
  differences: string[];
  /** Differences that may or may not matter. */
  notes: string[];
  /** Under what names the provider answered, if they are others; undefined if not, or if they are not known. */
  servedModels: Comparison['servedModels'];
}

/** What two arms are made to be compared in, where they differ in it. */
const UNDER_TEST: ReadonlySet<string> = new Set(['the model', 'the OpenClaw release']);

/**
 * Whether two results differ in anything but the thing under test. OpenClaw's monthly releases alone have moved scores
 * by 0.13 to 0.29, and so have concurrency and the choice of judge: a drop with such a difference is not a regression.
 * @param arm whether the baseline is an arm that ran beside head: only what was asked for differs in it
 */
export function comparability(
  baseline: Identity,
  head: Identity,
  { onModelChange = 'note', arm = false }: { onModelChange?: OnModelChange; arm?: boolean } = {},
): Comparability {
  const differences: string[] = [];
  const notes: string[] = [];
  const compare = (what: string, before: string, now: string): void => {
    if (before === now) return;
    if (arm && UNDER_TEST.has(what))
      notes.push(`Under test: ${what} is ${before || 'not known'} there, ${now || 'not known'} here.`);
    else if (before === '' || now === '')
      notes.push(`${what} is not known on both sides (${before || now}).`);
    else differences.push(`${what} was ${before}, now ${now}`);
  };
  // Two models under test answer under two names.
  const servedModels = arm && baseline.model !== head.model ? undefined : modelChange(baseline, head);
  if (servedModels !== undefined) {
    if (onModelChange === 'note') notes.push(`${describeModelChange(servedModels)}.`);
    else differences.push(describeModelChange(servedModels).replace(/^T/, 't'));
  }
  const changed = changedTasks(baseline.taskContents, head.taskContents);
  const was = aspectsOf(baseline);
  for (const [what, now] of Object.entries(aspectsOf(head)))
    if (changed === null || what !== FINGERPRINT) compare(what, was[what] ?? '', now);
  differences.push(...otherTasks(baseline.taskContents, head.taskContents), ...otherFiles(changed));
  // Agent files are what an evaluation is often run to compare.
  if ((baseline.agentFiles ?? 'none') !== (head.agentFiles ?? 'none'))
    notes.push('The agent files are others.');
  if (
    baseline.openclawVersion !== head.openclawVersion &&
    release(baseline.openclawVersion) === release(head.openclawVersion)
  ) {
    notes.push(
      arm
        ? `Under test: OpenClaw is ${baseline.openclawVersion} there, ${head.openclawVersion} here.`
        : `OpenClaw was ${baseline.openclawVersion}, now ${head.openclawVersion}.`,
    );
  }
  if (changed === null) compareOwnTasks(baseline.ownTasks, head.ownTasks, { differences, notes });
  const knowing = [baseline, head].filter(({ taskContents }) => taskContents !== undefined);
  // Where both know the digest of the image, that says as much.
  if (knowing.length === 1 && ![baseline, head].every(hasHarnessDigest))
    notes.push('The files of the tasks are not known on both sides.');
  const others = Object.keys(head.images)
    .sort()
    .filter((container) => isOtherImage(baseline.images, head.images, container));
  for (const container of others) {
    const digests = [baseline, head].map(({ images }) => shortDigest(images[container] ?? ''));
    if (container === HARNESS && digests.every((digest) => digest !== '')) {
      differences.push(`ClawBench's image was ${digests[0]}, now ${digests[1]}`);
      const what =
        changed?.length === 0
          ? 'The files of the tasks are the same, but another image of ClawBench may grade otherwise'
          : 'Another image of ClawBench may have other tasks or graders';
      notes.push(
        `${what}: evaluate the base branch with this one, or pin \`clawbench-image\` by its digest.`,
      );
    }
    // `results` runs the image of the harness, too, and judges nothing.
    else if (container !== 'results') notes.push(`The image of ${container} is another one.`);
  }
  return { differences, notes, servedModels };
}

/** Results without a relay do not know under what names the provider answered. */
function modelChange(baseline: Identity, head: Identity): Comparison['servedModels'] {
  const [before = [], now = []] = [baseline.servedModels, head.servedModels];
  if (before.length === 0 || now.length === 0) return undefined;
  const isAlike = before.length === now.length && before.every((name) => now.includes(name));
  return isAlike ? undefined : { baseline: [...before], head: [...now] };
}

/** Without its full stop. */
export function describeModelChange(served: NonNullable<Comparison['servedModels']>): string {
  const [before, now] = [served.baseline, served.head].map((names) => names.join(' and '));
  return `The provider changed the model: ${before} before, ${now} now`;
}

/** What must be alike, in words; an unknown value is empty. */
export function aspectsOf(identity: Identity): Record<string, string> {
  return {
    [FINGERPRINT]: shorten(identity.taskFingerprint),
    'the model': identity.model,
    // An empty judge means that there was none, not that it is unknown.
    'the judge': identity.judgeModel || 'none',
    'the ClawBench version': identity.harnessVersion,
    'the OpenClaw release': release(identity.openclawVersion),
    concurrency: String(identity.concurrency ?? ''),
    'the arguments of ClawBench': identity.clawbenchArgs ?? 'none',
  };
}

const FINGERPRINT = 'the set of tasks (fingerprint)';

type Contents = Identity['taskContents'];

/** The tasks of both sides whose files are others, by id; null if a side does not know what its tasks consist of. */
function changedTasks(before: Contents, now: Contents): string[] | null {
  if (before === undefined || now === undefined) return null;
  const had = new Map(Object.entries(before));
  return Object.entries(now)
    .filter(([id, hash]) => (had.get(id) ?? hash) !== hash)
    .map(([id]) => id)
    .sort();
}

function otherFiles(changed: readonly string[] | null): string[] {
  if (changed === null || changed.length === 0) return [];
  return [`the files of ${changed.length === 1 ? 'task' : 'tasks'} ${named(changed)} are others`];
}

/** Which tasks only one side has, if both know what they have. The harness's fingerprint is no better: code of agents can write it. */
function otherTasks(before: Contents, now: Contents): string[] {
  if (before === undefined || now === undefined) return [];
  const [had, has] = [before, now].map((contents) => new Set(Object.keys(contents)));
  const gone = [...had!].filter((id) => !has!.has(id)).sort();
  const added = [...has!].filter((id) => !had!.has(id)).sort();
  return [
    ...(gone.length === 0 ? [] : [`only the baseline has ${named(gone)}`]),
    ...(added.length === 0 ? [] : [`the baseline does not have ${named(added)}`]),
  ];
}

function named(ids: readonly string[]): string {
  const more = ids.length - 3;
  if (more > 1) return `${ids.slice(0, 3).join(', ')} and ${more} more`;
  return ids.length === 1 ? ids[0]! : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
}

/** Two sets of tasks of the user's own under the same ids have the same fingerprint. */
function compareOwnTasks(
  before: string | undefined,
  now: string | undefined,
  { differences, notes }: Pick<Comparability, 'differences' | 'notes'>,
): void {
  if (before === now) return;
  if (before !== undefined && now !== undefined) {
    differences.push(`the files of \`tasks-dir\` were ${shorten(before)}, now ${shorten(now)}`);
    return;
  }
  const known = before ?? now ?? 'none';
  if (known !== 'none')
    notes.push(`The files of \`tasks-dir\` are not known on both sides (${shorten(known)}).`);
}

/** The container of the harness, in the records of both backends. */
const HARNESS = 'clawbench';

type Images = Identity['images'];

const hasHarnessDigest = ({ images }: Identity): boolean => shortDigest(images[HARNESS] ?? '') !== '';

/** In what the agent of a result is another one than that of an earlier one. What is not known on a side is no difference. */
export function otherAgent(before: Identity, now: Identity): string[] {
  const [had, has] = [before, now].map(({ agentFiles }) => agentFiles);
  const [was, is] = [before, now].map(({ images }) => images[GATEWAY] ?? '');
  return [
    ...(had === undefined || has === undefined || had === has
      ? []
      : [`the agent files were ${shorten(had)}, now ${shorten(has)}`]),
    ...(isOtherImage(before.images, now.images, GATEWAY)
      ? [`the image of OpenClaw was ${shortDigest(was!) || was!}, now ${shortDigest(is!) || is!}`]
      : []),
  ];
}

const GATEWAY = 'gateway';

/** By their digests, since a mirror serves the same image under another name. */
function isOtherImage(baseline: Images, head: Images, container: string): boolean {
  const before = Object.hasOwn(baseline, container) ? baseline[container] : undefined;
  const now = head[container];
  if (before === undefined || now === undefined || before === '' || now === '') return false;
  return digestIn(before) !== digestIn(now);
}

const digestIn = (image: string): string => /sha256:[0-9a-f]+/.exec(image)?.[0] ?? image;

/** Empty if the image is not known by a digest. */
const shortDigest = (image: string): string =>
  /sha256:[0-9a-f]+/.exec(image)?.[0].slice(0, 'sha256:'.length + 12) ?? '';

const shorten = (fingerprint: string): string => fingerprint.slice(0, 12);

/** `2026.7.35` → `2026.7`: OpenClaw numbers its releases by year and month; the rest is the patch. */
function release(version: string | null): string {
  return version === null ? '' : version.split('.').slice(0, 2).join('.');
}
