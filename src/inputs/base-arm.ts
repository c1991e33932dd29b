import { nearest } from '../base/nearest.ts';
import type { InputTexts } from './baseline-inputs-kind.ts';
import { quote } from './kinds.ts';
import type { InputGroup, InputRow } from './row.ts';
import { fieldOf, inputRows, type Inputs } from './types.ts';

/** The inputs that may differ between the arms of an evaluation: what is under test, and nothing of how it is measured. */
export const mayDiffer = [
  'model',
  'openai-api-base',
  'price-input',
  'price-cached-input',
  'price-output',
  'context-window',
  'openclaw-config',
  'agent-files',
  'openclaw-image',
] as const;

const onePlace = 'both arms run in one namespace of one cluster';
const likePods = 'both arms run in pods and on nodes alike';
const wholeEval = 'it is about the evaluation as a whole';

/** Why the inputs of a group cannot differ; finishes "…, but ". */
const groupReasons: Readonly<Partial<Record<InputGroup, string>>> = {
  cluster: onePlace,
  kind: onePlace,
  eval: 'both arms make the same runs under the same limits',
  gate: 'the verdict is about both arms together',
  images: 'the images of both arms are pulled alike',
  job: likePods,
  pods: likePods,
  relay: 'the requests of both arms are counted and judged alike',
};

const harness = 'ClawBench measures both arms alike';
const reasons: Readonly<Record<string, string>> = {
  'judge-model': 'the answers of both arms are judged alike',
  'tasks-dir': 'both arms run the same tasks',
  'clawbench-args': harness,
  'clawbench-image': harness,
};

function reasonFor(name: string, row: InputRow): string {
  if (row.secret === true) return 'keys are inputs of their own, which both arms have';
  return reasons[name] ?? groupReasons[row.group] ?? wholeEval;
}

/** The inputs of the base arm, or what is wrong with what `baseline-inputs` says, a sentence each. */
export type BaseArmInputs = { inputs: Inputs } | { problems: string[] };

/**
 * The inputs of the base arm of `baseline: run`: those of the head with what `baseline-inputs` says in their place. It is
 * compared with nothing itself.
 */
export function baseArmInputs(inputs: Inputs): BaseArmInputs {
  const problems: string[] = [];
  const values = new Map<string, unknown>();
  for (const [name, text] of Object.entries(inputs.baselineInputs ?? {})) {
    const row = inputRows.find(([known]) => known === name)?.[1];
    if (row === undefined || !isOneOf(mayDiffer, name)) {
      problems.push(refusalOf(name, row));
      continue;
    }
    const raw = text === '' ? (row.default ?? null) : text;
    const parsed = raw === null ? { value: null } : row.kind.parse(raw);
    if ('value' in parsed) values.set(fieldOf(name, row), parsed.value);
    else problems.push(`Input \`baseline-inputs\` has ${quote(`${name}: ${text}`)}: write ${parsed.write}.`);
  }
  if (problems.length > 0) return { problems };
  return { inputs: { ...inputs, ...Object.fromEntries(values), baseline: [], baselineInputs: null } };
}

/** Names in the mapping are quoted, since the command line takes those in backticks for flags. */
function refusalOf(name: string, row: InputRow | undefined): string {
  if (row !== undefined)
    return `Input \`baseline-inputs\` names ${quote(name)}, but ${reasonFor(name, row)}: remove it there.`;
  const near = nearest(name, mayDiffer);
  const write = near === undefined ? `one of ${mayDiffer.join(', ')}` : quote(near);
  return `Input \`baseline-inputs\` names ${quote(name)}, which is no input: write ${write}.`;
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

/** What differs in the base arm, for people: `openclaw-image ghcr.io/…:1, no agent-files`. */
export function differencesOf(texts: InputTexts): string {
  const words = Object.entries(texts).map(([name, text]) => {
    if (text === '') return `no ${name}`;
    const isShort = !/[\n{]/.test(text);
    return isShort ? `${name} ${text}` : `other ${name}`;
  });
  return words.join(', ');
}

/**
 * The inputs that differ between two arms, with their values in the base arm, as records have them.
 * @returns null if the records do not say: they leave out long inputs
 */
export function inputsUnderTest(head: KnownInputs, base: KnownInputs): KnownInputs | null {
  if (mayDiffer.some((name) => head[name] === undefined || base[name] === undefined)) return null;
  const different = mayDiffer.filter((name) => !isSame(head[name], base[name]));
  return Object.fromEntries(different.map((name) => [name, base[name]]));
}

/** Which of these inputs another evaluation had otherwise. */
export function otherInputs(wanted: KnownInputs, had: KnownInputs): string[] {
  return Object.keys(wanted).filter((name) => !isSame(wanted[name], had[name]));
}

/** Inputs by name, as records have them: a secret is `set` or null. */
type KnownInputs = Readonly<Record<string, unknown>>;

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
