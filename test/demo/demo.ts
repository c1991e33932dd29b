/**
 * `npm run demo`: the step of the README, run as a workflow on this machine, from a real cluster to a verdict.
 *
 *   npm run demo                         on the test cluster (Linux, root, Go): no key, a scripted model
 *   npm run demo -- --cluster kind       on a new kind cluster (Docker): a real model, OPENAI_API_KEY
 *   npm run demo -- --cluster current    on the current context of kubectl: a real model, OPENAI_API_KEY
 *
 * Without a choice: the test cluster where it can run, else kind where Docker runs, else it says what is missing.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ActionError, isActionError } from '../../src/base/errors.ts';
import { missingRequirement } from '../cluster/requirements.ts';
import { currentCluster, kindCluster, missingForKind, type Place, testCluster } from './places.ts';
import { startResultsService } from '../fakes/results-service.ts';
import { ensureAct, runStep } from '../e2e/act.ts';
import { unpack } from '../e2e/unpack.ts';

const out = path.join(import.meta.dirname, '..', '..', 'out', 'demo');
const say = (line: string): void => console.log(line);

async function choosePlace(choice: string | undefined): Promise<Place> {
  switch (choice) {
    case 'test':
      return await testCluster(say);
    case 'kind':
      return await kindCluster(say);
    case 'current':
      return await currentCluster(say);
    case undefined: {
      const noTestCluster = await missingRequirement();
      if (noTestCluster === undefined) return await testCluster(say);
      const noKind = await missingForKind();
      if (noKind === undefined) return await kindCluster(say);
      throw new ActionError(
        'bad-input',
        `The demo finds no cluster to run on.\n- ${noTestCluster}\n- ${noKind}`,
        {
          hint: 'Or run it on the cluster of your current kubectl context: npm run demo -- --cluster current',
        },
      );
    }
    default:
      throw new ActionError('bad-input', `There is no cluster "${choice}".`, {
        hint: 'Write test, kind or current.',
      });
  }
}

async function demo(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { cluster: { type: 'string' } } });
  const place = await choosePlace(values.cluster);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const service = await startResultsService({ directory: out });
  try {
    const act = await ensureAct(say);
    say(`\nA workflow with this step now runs on ${place.name}:\n\n${stepText(place.inputs)}\n`);
    let printed = 0;
    const step = await runStep(act, {
      inputs: place.inputs,
      secrets: place.secrets,
      env: { ...service.env, GITHUB_RUN_ID: '1' },
      onOutput: (output) => {
        process.stdout.write(output.slice(printed));
        printed = output.length;
      },
    });
    const artifact = service.artifacts()[0];
    const { verdict = 'none', score = '', 'failure-reason': reason = '' } = step.outputs;
    say(
      `\nVerdict: ${verdict}${score === '' ? '' : `, score ${score}`}${reason === '' ? '' : ` (${reason})`}`,
    );
    if (artifact !== undefined) {
      const directory = path.join(out, artifact.name);
      await unpack(artifact.file, directory);
      say(`Summary:  ${path.join(directory, 'summary.md')}`);
      say(`Artifact: ${directory}`);
    }
    return verdict === 'pass' ? 0 : 1;
  } finally {
    await place.close();
    await service.stop();
  }
}

function stepText(inputs: Record<string, string>): string {
  const lines = Object.entries(inputs).map(([name, value]) => `      ${name}: ${value}`);
  return ['  - uses: clawbench/k8s-action@v1', '    with:', ...lines].join('\n');
}

try {
  process.exitCode = await demo(process.argv.slice(2));
} catch (error) {
  if (!isActionError(error)) throw error;
  console.error([error.message, error.hint ?? ''].join('\n').trim());
  process.exitCode = 2;
}
