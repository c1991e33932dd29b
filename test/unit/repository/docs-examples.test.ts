import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { loadInputs } from '../../fixtures/inputs.ts';
import { modes } from '../../../src/modes/table.ts';
import { inputTable } from '../../../src/inputs/table.ts';
import { parseOverlay } from '../../../src/stack/pod-overlay.ts';
import { checkout } from '../../fixtures/checkout.ts';

const root = checkout;
const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
);

/** What a user may paste: every block of YAML in the README and the pages, by its place. With `# …` it is an excerpt. */
const blocks = pages.flatMap(blocksOf).filter(({ code }) => !/^\s*# …$/m.test(code));

function blocksOf(page: string): { place: string; code: string }[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/^( *)```ya?ml\n(.*?)^\1```$/gms)].map(
    ({ 1: indent = '', 2: code = '', index }) => ({
      place: `${page}:${text.slice(0, index).split('\n').length + 1}`,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The `with` of every step with the action, however deep. */
function stepsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { uses, with: inputs }: { uses?: unknown; with?: unknown } = value;
  const isOurs = typeof uses === 'string' && uses.startsWith('clawbench/k8s-action@');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `with` is a mapping, or the test fails
  return isOurs ? [(inputs ?? {}) as Record<string, unknown>] : Object.values(value).flatMap(stepsIn);
}

/** Stands for what only a run knows. */
const standIns: Readonly<Record<string, string>> = {
  kubeconfig: 'x',
  model: 'openai/gpt-5.5',
  'openclaw-image': 'ghcr.io/acme/openclaw:1',
  'https-proxy': 'http://proxy:3128',
  'ca-certificates': '',
};

function asEnvironment(inputs: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const text = String(value);
      const isExpression = text.includes('${{');
      const isSecret = Object.hasOwn(inputTable, name) && name.endsWith('-key');
      const known = isSecret ? 'sk-0123456789abcdef' : (standIns[name] ?? 'a');
      return [`INPUT_${name.toUpperCase()}`, isExpression ? known : text];
    }),
  );
}

function needsKubeconfig({ mode = 'eval', cluster }: Record<string, unknown>): boolean {
  return cluster !== 'kind' && modes[String(mode)]?.accepts.groups.includes('cluster') === true;
}

describe('the YAML of the documentation', () => {
  test('is found', () => {
    expect(blocks.length).toBeGreaterThan(8);
    expect(blocks.flatMap(({ code }) => stepsIn(load(code))).length).toBeGreaterThan(8);
  });

  test.each(blocks)('at $place is YAML whose inputs exist and are taken', ({ code }) => {
    for (const inputs of stepsIn(load(code))) {
      expect(Object.keys(inputs).filter((name) => !Object.hasOwn(inputTable, name))).toEqual([]);
      const withCluster = {
        ...(needsKubeconfig(inputs) ? { INPUT_KUBECONFIG: 'x' } : {}),
        OPENAI_API_KEY: 'sk-0123456789abcdef',
        ...asEnvironment(inputs),
      };
      const { podOverlay } = loadInputs(withCluster);
      expect(() => parseOverlay(podOverlay ?? '{}')).not.toThrow();
    }
  });
});
