import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkout } from '../../fixtures/checkout.ts';

const file = `${checkout}/sidecar/Dockerfile`;
/** Instructions, without comments and with continued lines joined. */
const instructions = readFileSync(file, 'utf8')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '');

function last(keyword: string): string | undefined {
  return instructions.findLast((line) => line.startsWith(`${keyword} `))?.slice(keyword.length + 1);
}

it('runs as a user by number, in the group that users of OpenShift have', () => {
  expect(last('USER')).toBe('1000:0');
  expect(instructions.at(-3)).toBe('USER 1000:0');
});

it('gives the group what the user may do, in every directory that is written to', () => {
  const home = /HOME=(\S+)/.exec(last('ENV') ?? '')?.[1] ?? '';
  const rights = instructions.findLast((line) => line.startsWith('RUN ')) ?? '';
  for (const directory of [home, '/app', '/results']) {
    expect(rights).toMatch(new RegExp(`chown -R 1000:0 .*${directory}\\b`));
    expect(rights).toMatch(new RegExp(`chmod -R g=u .*${directory}\\b`));
  }
});

it('takes base images that name their registry and are not called latest', () => {
  const bases = instructions.filter((line) => /^ARG \w+_IMAGE=/.test(line));
  expect(bases).toHaveLength(2);
  for (const base of bases) expect(base).toMatch(/=docker\.io\/library\/\w+:\d[\w.-]+$/);
});

it('has the client of the MLflow that is deployed', () => {
  const manifest = `${checkout}/manifests/mlflow/deployment.yaml`;
  const version = /mlflow:v([\d.]+)/.exec(readFileSync(manifest, 'utf8'))?.[1];
  expect(instructions).toContain(`ARG MLFLOW_VERSION=${version}`);
});
