import path from 'node:path';
import { isObject } from '../../src/base/json.ts';
import { readPrice, type WirePrice } from '../../src/protocol/price.ts';
import { readJson, readRegular, writeAtomic } from '../files.ts';
import { asObject, asObjects } from '../json.ts';
import { type Provider, readPrices } from './config.ts';

/** By provider, then by id of the model. */
type Catalog = Readonly<Record<string, Readonly<Record<string, WirePrice>>>>;

/** What models cost: as the config says, else as the catalog of the gateway's OpenClaw does. */
export interface Prices {
  of(provider: Pick<Provider, 'name' | 'prices'>, model: string): WirePrice | undefined;
  /** Reads the catalog if it is there and was not read yet. */
  look(): Promise<void>;
  /**
   * To be called before the first request of a client is forwarded. What is known then stays: agents, who may write to the
   * catalog, do nothing before a model has answered.
   */
  settle(): Promise<void>;
}

interface Place {
  /** What the gateway's container copied out of its image. */
  catalog: string;
  /** Where a relay that is started again finds what was known before. */
  kept: string;
  /** Those of the config. */
  providers: readonly string[];
  /** Whether a client of an earlier relay in this pod was answered. */
  isUsed: boolean;
  /** Gets why the prices cannot be kept. */
  onError: (error: unknown) => void;
}

const maxManifestBytes = 4 * 1024 * 1024;
const maxKeptBytes = 4 * 1024 * 1024;

export async function openPrices({ catalog, kept, providers, isUsed, onError }: Place): Promise<Prices> {
  const before = await readJson(kept, maxKeptBytes);
  let known: Catalog | undefined = isObject(before) ? keptCatalog(before) : isUsed ? {} : undefined;
  let settling = known === undefined ? undefined : Promise.resolve();

  const look = async (): Promise<void> => {
    known ??= await readCatalog(catalog, providers);
  };
  const settle = async (): Promise<void> => {
    await look();
    known ??= {};
    await writeAtomic(kept, JSON.stringify(known)).catch(onError);
  };
  return {
    of: ({ name, prices }, model) => own(prices, model) ?? own(own(known ?? {}, name) ?? {}, model),
    look,
    settle: async () => await (settling ??= settle()),
  };
}

function keptCatalog(kept: Record<string, unknown>): Catalog {
  return Object.fromEntries(Object.entries(kept).map(([name, prices]) => [name, readPrices(prices)]));
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** @returns undefined while not all of it is there */
async function readCatalog(directory: string, providers: readonly string[]): Promise<Catalog | undefined> {
  if ((await readRegular(path.join(directory, 'done'), 0)) === undefined) return undefined;
  const found = await Promise.all(
    providers.map(async (name) => {
      const file = path.join(directory, 'dist/extensions', name, 'openclaw.plugin.json');
      const manifest = asObject(await readJson(file, maxManifestBytes));
      const listed = asObject(asObject(manifest['modelCatalog'])['providers'])[name];
      return [name, pricesOf(asObjects(asObject(listed)['models']))] as const;
    }),
  );
  return Object.fromEntries(found);
}

/** OpenClaw lists models whose price it does not know without `cost`, or with one of zeros. */
function pricesOf(models: readonly Record<string, unknown>[]): Record<string, WirePrice> {
  return Object.fromEntries(
    models.flatMap(({ id, cost }) => {
      const price = readPrice(asObject(cost));
      const isKnown = price.input > 0 || price.output > 0;
      return isKnown && typeof id === 'string' ? [[id, price] as const] : [];
    }),
  );
}
