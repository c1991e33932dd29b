import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPrices, type Prices } from '../../../../sidecar/relay/catalog.ts';
import { readPrice } from '../../../../src/protocol/price.ts';

const cost = { input: 5, output: 30, cacheRead: 0.5, cacheWrite: 0 };

describe('the prices that a relay knows', () => {
  let root: string;
  const file = (name: string): string => path.join(root, name);

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'catalog-'));
    mkdirSync(file('wire'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function plugin(name: string, manifest: unknown): void {
    const directory = file(`catalog/dist/extensions/${name}`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, 'openclaw.plugin.json'), JSON.stringify(manifest));
  }

  const listing = (provider: string, models: readonly object[]): object => ({
    modelCatalog: { providers: { [provider]: { models } } },
  });

  const copied = (): void => writeFileSync(file('catalog/done'), '');

  const open = async (isUsed = false): Promise<Prices> =>
    await openPrices({
      catalog: file('catalog'),
      kept: file('wire/prices.json'),
      providers: ['openai', 'google'],
      isUsed,
      onError: (error) => {
        throw error;
      },
    });

  const ofOpenai = (prices: Prices, model = 'gpt-5.5', own = {}): unknown =>
    prices.of({ name: 'openai', prices: own }, model);

  it('are those of the plugin that lists the model of this provider', async () => {
    plugin('openai', listing('openai', [{ id: 'gpt-5.5', cost }]));
    plugin('github-copilot', listing('github-copilot', [{ id: 'gpt-5.5', cost: { ...cost, input: 0.1 } }]));
    plugin('telegram', { id: 'telegram' });
    copied();
    const prices = await open();
    await prices.look();
    expect(ofOpenai(prices)).toEqual(cost);
    expect(ofOpenai(prices, 'gpt-5.5-2026-10-01')).toBeUndefined();
    expect(ofOpenai(prices, '__proto__')).toBeUndefined();
    expect(prices.of({ name: 'custom', prices: {} }, 'gpt-5.5')).toBeUndefined();
  });

  it('are the own ones of the config first', async () => {
    plugin('openai', listing('openai', [{ id: 'gpt-5.5', cost }]));
    copied();
    const prices = await open();
    await prices.look();
    expect(ofOpenai(prices, 'gpt-5.5', { 'gpt-5.5': readPrice({ input: 1 }) })).toMatchObject({ input: 1 });
  });

  it('are not known for models that OpenClaw lists without a price, or with zeros', async () => {
    const zeros = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
    plugin('google', listing('google', [{ id: 'a' }, { id: 'b', cost: zeros }, { id: 'c', cost: 'free' }]));
    copied();
    const prices = await open();
    await prices.look();
    for (const id of ['a', 'b', 'c']) expect(prices.of({ name: 'google', prices: {} }, id)).toBeUndefined();
  });

  it('come when all files are copied, and none later than the first request of a client', async () => {
    const early = await open();
    plugin('openai', listing('openai', [{ id: 'gpt-5.5', cost }]));
    await early.look();
    expect(ofOpenai(early)).toBeUndefined();
    copied();
    await early.settle();
    expect(ofOpenai(early)).toEqual(cost);

    rmSync(file('wire/prices.json'));
    rmSync(file('catalog/done'));
    const late = await open();
    await late.settle();
    copied();
    await late.settle();
    await late.look();
    expect(ofOpenai(late)).toBeUndefined();
  });

  it('stay over a restart, with their tiers, and are not read again once agents were at work', async () => {
    const tieredPricing = [{ range: [272_001], ...cost }];
    plugin('openai', listing('openai', [{ id: 'gpt-5.5', cost: { ...cost, tieredPricing } }]));
    copied();
    await (await open()).settle();
    plugin('openai', listing('openai', [{ id: 'gpt-5.5', cost: { ...cost, input: 0.001 } }]));
    const second = await open(true);
    await second.settle();
    expect(ofOpenai(second)).toEqual({ ...cost, tieredPricing });

    rmSync(file('wire/prices.json'));
    const third = await open(true);
    await third.settle();
    expect(ofOpenai(third)).toBeUndefined();
    expect(readFileSync(file('catalog/done'), 'utf8')).toBe('');
  });

  it('pass over files that are no manifests', async () => {
    mkdirSync(file('catalog/dist/extensions/openai'), { recursive: true });
    writeFileSync(file('catalog/dist/extensions/openai/openclaw.plugin.json'), '{"modelCatalog":');
    plugin('google', { modelCatalog: { providers: { google: { models: 'none' } } } });
    plugin('odd', { modelCatalog: { providers: [] } });
    copied();
    const prices = await open();
    await prices.settle();
    expect(ofOpenai(prices)).toBeUndefined();
  });
});
