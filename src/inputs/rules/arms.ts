import { baseArmInputs } from '../base-arm.ts';
import { armSource } from '../baseline-kind.ts';
import type { Inputs } from '../types.ts';
import { when } from './words.ts';

/**
 * Problems of an evaluation that may have a base arm.
 * @param problemsOf what is wrong with the inputs of one arm, a sentence each
 */
export function armProblems(
  inputs: Inputs,
  given: ReadonlySet<string>,
  problemsOf: (ofOneArm: Inputs) => readonly string[],
): string[] {
  const source = armSource(inputs.baseline);
  const ofHead = problemsOf(inputs);
  if (source === null) return [...ofHead, ...leftOver(inputs, source)];
  const together = [
    ...leftOver(inputs, source),
    ...when(
      source === 'run' && inputs.baselineInputs === null,
      'Input `baseline` is run, but `baseline-inputs` does not say what differs in the arm beside the evaluation: write it there, for example `openclaw-image: ghcr.io/openclaw/openclaw:2026.7.1`.',
    ),
    ...when(
      inputs.runs === 'auto',
      `Input \`runs\` is auto, which gives runs to the head alone, but with \`baseline: ${source}\` both arms make the same: write a number of runs.`,
    ),
    ...when(
      inputs.confirm === 'head' && given.has('confirm'),
      `Input \`confirm\` is head, but with \`baseline: ${source}\` the base arm runs anyway, and confirming both costs the same: write both or off.`,
    ),
  ];
  return [...ofHead, ...together, ...(source === 'run' ? baseProblems(inputs, ofHead, problemsOf) : [])];
}

function leftOver({ baselineInputs }: Inputs, source: ReturnType<typeof armSource>): string[] {
  return when(
    baselineInputs !== null && source !== 'run',
    'Input `baseline-inputs` says what differs in the arm of `baseline: run`: write that too, or remove it.',
  );
}

/** What is wrong with the base arm alone. */
function baseProblems(
  inputs: Inputs,
  ofHead: readonly string[],
  problemsOf: (ofOneArm: Inputs) => readonly string[],
): string[] {
  const base = baseArmInputs(inputs);
  if ('problems' in base) return base.problems;
  return problemsOf(base.inputs)
    .filter((problem) => !ofHead.includes(problem))
    .map((problem) => `With \`baseline-inputs\`: ${problem}`);
}
