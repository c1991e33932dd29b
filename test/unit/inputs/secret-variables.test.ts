import { expect, it } from 'vitest';
import { isOursAlone } from '../../../src/base/secret-variables.ts';
import { inputRows, inputVariable } from '../../../src/inputs/types.ts';

const secret = inputRows.flatMap(([name, { env, terminalEnv, secret: isSecret }]) =>
  isSecret ? [inputVariable(name), ...(env ? [env] : []), ...(terminalEnv ? [terminalEnv] : [])] : [],
);

it.each([
  ...secret,
  'STATE_leftovers',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_CACHE_TOKEN',
  'GITHUB_OUTPUT',
  'GITHUB_STATE',
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_STEP_SUMMARY',
  'openai_api_key',
])('%s is kept from the programs we start', (name) => {
  expect(isOursAlone(name)).toBe(true);
});

it.each([
  'PATH',
  'HOME',
  'KUBECONFIG',
  'HTTPS_PROXY',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'AWS_SECRET_ACCESS_KEY',
  'AZURE_CLIENT_SECRET',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GITHUB_REPOSITORY',
  'GITHUB_WORKSPACE',
])('%s is passed on', (name) => {
  expect(isOursAlone(name)).toBe(false);
});
