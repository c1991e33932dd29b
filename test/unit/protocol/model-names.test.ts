import { describe, expect, it } from 'vitest';
import { isNameOf } from '../../../src/protocol/model-names.ts';

describe('isNameOf', () => {
  it.each([
    ['gpt-5.5', 'gpt-5.5'],
    ['gpt-5.5-2026-08-01', 'gpt-5.5'],
    ['gpt-4-0613', 'gpt-4'],
    ['claude-sonnet-5-20260801', 'claude-sonnet-5'],
    ['claude-sonnet-5-20260801', 'claude-sonnet-5-latest'],
    ['anthropic/claude-sonnet-5', 'claude-sonnet-5'],
    ['us.anthropic.claude-sonnet-5-20260801-v1:0', 'claude-sonnet-5'],
    ['models/gemini-3-flash', 'gemini-3-flash'],
    ['gemini-3-flash-preview-05-20', 'gemini-3-flash'],
    ['deepseek/deepseek-v3.2:free', 'deepseek/deepseek-v3.2'],
    ['meta-llama/llama-4-scout-17b', 'meta-llama/Llama-4-Scout-17B'],
    ['llama3:latest', 'llama3'],
    ['gpt-4o-2024-11-20', 'gpt-4o-2024-08-06'],
    ['anthropic/claude-haiku-5', 'auto'],
  ])('takes %s for %s', (served, asked) => {
    expect(isNameOf(served, asked)).toBe(true);
  });

  it.each([
    ['gpt-5.5-mini', 'gpt-5.5'],
    ['gpt-5.5', 'gpt-5.5-mini'],
    ['gpt-5.6-2026-08-01', 'gpt-5.5'],
    ['deepseek-v4', 'deepseek-v3'],
    ['claude-haiku-5', 'claude-sonnet-5'],
    ['llama3:70b', 'llama3:8b'],
    ['gemini-3-flash-lite', 'gemini-3-flash'],
    ['', 'gpt-5.5'],
  ])('does not take %s for %s', (served, asked) => {
    expect(isNameOf(served, asked)).toBe(false);
  });

  it('is quick on names that are made to be slow', () => {
    const began = performance.now();
    expect(isNameOf(`x${'-2024-05-2024'.repeat(10_000)}!`, 'gpt-5.5')).toBe(false);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
