import { podContainers } from '../protocol/containers.ts';
import { isObject } from '../base/json.ts';
import { itemsOf, nameOf } from './overlay-items.ts';
import type { Fields } from './strategic-merge.ts';

/**
 * What keeps the agent under test away from the container that keeps its results, from the one that has the keys, and from
 * the API server. An overlay cannot change it, whatever its author accepts.
 */

/** The containers that no code of agents may reach, by what a sentence calls them. */
const trusted: Readonly<Record<string, string>> = {
  [podContainers.results]: 'the judge',
  [podContainers.relay]: 'the relay',
};

/** Whether no code of agents may reach the container of this name. */
export function isTrusted(container: string): boolean {
  return Object.hasOwn(trusted, container);
}

/** Variables by which a program loads code or finds others. */
const loadsCode =
  /^(NODE_(?!EXTRA_CA_CERTS$).*|LD_.*|PYTHON.*|PATH|BASH_ENV|ENV|GCONV_PATH|OPENSSL_(CONF|MODULES|ENGINES))$/;

/** Kinds of volumes that belong to one pod alone, as an empty one does. */
const ofOnePod = new Set(['emptyDir', 'ephemeral']);
/** Kinds of volumes that no container can write. */
const readOnly = new Set(['configMap', 'secret', 'projected', 'downwardAPI']);

/** @param own the container as it is  @param volumes all volumes of the overlay, and those of the pod */
export function containerBoundary(
  own: Fields,
  change: Fields,
  volumes: { theirs: readonly Fields[]; ours: ReadonlyMap<string, Fields> },
): string[] {
  const where = `spec.containers[${nameOf(own)}]`;
  const mounts = itemsOf(change['volumeMounts']);
  const foreign = mounts
    .filter((mount) => volumes.ours.has(nameOf(mount)))
    .map(
      (mount) =>
        `${where}.volumeMounts[${String(mount['mountPath'])}]: ${nameOf(mount)} is a volume of the evaluation, which decides who sees it`,
    );
  const who = trusted[nameOf(own)];
  if (who === undefined) return foreign;
  return [
    ...foreign,
    ...mounts
      .filter((mount) => {
        const volume = volumes.theirs.find((each) => nameOf(each) === nameOf(mount));
        return volume !== undefined && !sourcesOf(volume).every((source) => readOnly.has(source));
      })
      .map(
        (mount) =>
          `${where}.volumeMounts[${String(mount['mountPath'])}]: the agent under test might write what ${who} reads`,
      ),
    ...itemsOf(change['env'])
      .map(nameOf)
      .filter((name) => loadsCode.test(name))
      .map((name) => `${where}.env[${name}]: ${who} would run other code`),
    ...(itemsOf(change['envFrom']).length > 0
      ? [`${where}.envFrom: ${who} might run other code: write its variables in \`env\``]
      : []),
  ];
}

/** @param isOfTrusted whether a container that no code of agents may reach mounts our volume of this name */
export function volumeBoundary(change: Fields, isOfTrusted: boolean): string[] {
  const where = `spec.volumes[${nameOf(change)}]`;
  const { projected } = change;
  const tokens = itemsOf(isObject(projected) ? projected['sources'] : undefined).filter((source) =>
    isObject(source['serviceAccountToken']),
  );
  const shared = isOfTrusted ? sourcesOf(change).filter((source) => !ofOnePod.has(source)) : [];
  return [
    ...(tokens.length > 0
      ? [`${where}.projected.serviceAccountToken: the agent under test would get the token`]
      : []),
    ...shared.map((source) => `${where}.${source}: the volumes of judge and relay belong to their pod alone`),
  ];
}

function sourcesOf(volume: Fields): string[] {
  return Object.keys(volume).filter((field) => field !== 'name' && volume[field] !== null);
}
