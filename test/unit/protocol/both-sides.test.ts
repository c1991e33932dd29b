import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { podContainers } from '../../../src/protocol/containers.ts';
import { podVariables } from '../../../src/protocol/pod-variables.ts';
import { settings } from '../../../src/protocol/settings.ts';
import { checkout } from '../../fixtures/checkout.ts';

const ours = /\b(?:CLAWBENCH_[A-Z0-9_]+|JOB_COMPLETION_INDEX|OPENCLAW_(?:GATEWAY_TOKEN|STATE_DIR))\b/g;
const known = new Set<string>([
  ...Object.values(settings).map(({ variable }) => variable),
  ...Object.values(podVariables),
]);
/** Of ClawBench and of our Python around it, which the action never sets; users can, by `pod-overlay`. */
const withinThePod = new Set([
  'CLAWBENCH_RUN_CACHE_DIR',
  'CLAWBENCH_AGENT_FILES',
  'CLAWBENCH_TASKS_DIR',
  'CLAWBENCH_DISABLE_GATEWAY_DEVICE_IDENTITY',
  'CLAWBENCH_JUDGE_AFFECTS_SCORE',
]);

const filesOf = (pattern: string): string[] => globSync(pattern, { cwd: checkout }).sort();
const contentOf = (file: string): string => readFileSync(path.join(checkout, file), 'utf8');

/** The variables that a file names as a whole string, by file. */
function namedIn(files: readonly string[]): [file: string, variable: string][] {
  return files.flatMap((file) =>
    [...contentOf(file).matchAll(/(['"])([A-Z][A-Z0-9_]+)\1/g)]
      .map(([, , variable = '']) => variable)
      .filter((variable) => variable.match(ours)?.[0] === variable)
      .map((variable): [string, string] => [file, variable]),
  );
}

describe('the variables of the eval pod', () => {
  test('are named in src/protocol alone', () => {
    const sources = [...filesOf('src/**/*.ts'), ...filesOf('sidecar/*.ts')];
    // The environment of the command line has some of the same names, as deploy.sh had.
    const others = sources.filter(
      (file) => !/^src\/(?:(?:protocol|inputs|cli)\/|base\/secret-variables\.ts$)/.test(file),
    );
    expect(others.length).toBeGreaterThan(200);
    expect(namedIn(others).filter(([, variable]) => !withinThePod.has(variable))).toEqual([]);
  });

  test('are known to the action where Python or a manifest names one', () => {
    const named = [
      ...namedIn(filesOf('sidecar/*.py')),
      ...filesOf('manifests/**/*.yaml').flatMap((file) =>
        [...contentOf(file).matchAll(ours)].map(([variable]): [string, string] => [file, variable]),
      ),
    ];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(([, variable]) => !known.has(variable) && !withinThePod.has(variable))).toEqual([]);
  });

  test('are each used by the pod', () => {
    const pod = [...filesOf('sidecar/**/*.{ts,py}')].map(contentOf).join('\n');
    const inShell = contentOf('src/backends/attached/container.ts');
    const unused = Object.entries(podVariables)
      .filter(([name, variable]) => !pod.includes(`podVariables.${name}`) && !pod.includes(`"${variable}"`))
      .filter(([name]) => !inShell.includes(`$\${podVariables.${name}}`));
    expect(unused).toEqual([]);
  });
});

describe('the containers of the eval pod', () => {
  const namesIn = (manifest: string): string[] =>
    [...contentOf(manifest).matchAll(/^ {8}- name: (\S+)\n {10}image: /gm)].map(([, name = '']) => name);

  test('are called in the manifests as both sides call them', () => {
    expect(namesIn('manifests/eval/job.yaml')).toEqual(Object.values(podContainers));
    expect(namesIn('manifests/openclaw/deployment.yaml')).toEqual([podContainers.gateway]);
  });
});
