import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadInputs } from '../../fixtures/inputs.ts';
import { configText } from '../../../src/inputs/config-text.ts';
import { planFor } from '../../fixtures/plan.ts';

function withConfig(text: string, env: Record<string, string> = {}): ReturnType<typeof loadInputs> {
  return loadInputs({ INPUT_KUBECONFIG: 'x', 'INPUT_OPENCLAW-CONFIG': text, ...env });
}

const openai = { OPENAI_API_KEY: 'sk-canary-0123456789' };
const mistral =
  'models: {providers: {mistral: {baseUrl: "https://api.mistral.ai/v1", apiKey: "${OPENAI_API_KEY}", models: []}}}';

describe('openclaw-config', () => {
  test.each([
    [
      'gateway: {bind: lan}',
      openai,
      'changes gateway.bind, where the evaluation needs "loopback": remove it there.',
    ],
    [
      'models: {providers: {a: {apiKey: sk-0123456789}}}',
      openai,
      'has a key in clear text at "models.providers.a.apiKey"',
    ],
    ['x: "${OTHER}"', openai, 'refers to ${OTHER}, which the gateway does not have'],
    ['x: "${GEMINI_API_KEY}"', openai, 'refers to ${GEMINI_API_KEY}, which the gateway does not have'],
    ['just words', openai, 'write a mapping as in openclaw.json'],
    ['no/such/file.yaml', openai, 'a file within the checkout (this one does not exist)'],
  ])('%s is refused', (text, env, words) => {
    expect(() => withConfig(text, env)).toThrow(words);
  });

  test('never repeats what it refuses', () => {
    for (const text of ['models: {apiKey: sk-secret-0123456789', 'a: {apiKey: sk-secret-0123456789}']) {
      expect(() => withConfig(text, openai)).toThrow(expect.not.stringContaining('sk-secret'));
    }
  });

  test('makes a provider of its own usable, with the key it refers to and no other', () => {
    const inputs = withConfig(mistral, {
      ...openai,
      ANTHROPIC_API_KEY: 'sk-other-0123456789',
      INPUT_MODEL: 'mistral/large',
    });
    const plan = planFor(inputs, { gatewayToken: 'token' });
    expect(plan.model.ref).toBe('mistral/large');
    expect(plan.relay?.secrets).toEqual({
      OPENAI_API_KEY: openai.OPENAI_API_KEY,
      CLAWBENCH_RELAY_TOKEN: 'token-of-the-relay',
    });
    expect(plan.secrets).toEqual({
      OPENAI_API_KEY: 'token-of-the-relay',
      OPENCLAW_GATEWAY_TOKEN: 'token',
      CLAWBENCH_RELAY_TOKEN: 'token-of-the-relay',
    });
  });
});

describe('a path', () => {
  const checkout = mkdtempSync(path.join(tmpdir(), 'clawbench-checkout-'));
  afterAll(() => rmSync(checkout, { recursive: true }));

  test('is read within the checkout, and nowhere else', () => {
    writeFileSync(path.join(checkout, 'openclaw.yaml'), 'tools: {profile: full}');
    symlinkSync('/etc/hostname', path.join(checkout, 'link.yaml'));
    const kind = configText(() => checkout);
    expect(kind.parse('openclaw.yaml')).toEqual({ value: { tools: { profile: 'full' } } });
    for (const file of ['large.yaml', 'medium.yaml']) writeFileSync(path.join(checkout, file), '');
    // Sparse: reading the large one would fail.
    truncateSync(path.join(checkout, 'large.yaml'), 2 ** 40);
    truncateSync(path.join(checkout, 'medium.yaml'), 64 * 1024 + 1);
    for (const file of ['large.yaml', 'medium.yaml'])
      expect(kind.parse(file)).toEqual({ write: 'at most 64 KiB' });
    execFileSync('mkfifo', [path.join(checkout, 'pipe.yaml')]);
    expect(kind.parse('pipe.yaml')).toHaveProperty('write', expect.stringContaining('is a named pipe'));
    for (const outside of ['link.yaml', '/etc/../etc/hosts.yaml', '../x.yaml'])
      expect(kind.parse(outside)).toHaveProperty('write');
  });
});
