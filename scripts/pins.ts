/**
 * Which commit a page names when it says `uses:`. Those of others are in .github/pins/action.yml, which Dependabot updates;
 * ours is the one in the README. `npm run docs` writes both into every page.
 * `npm run pins -- v1.2.3 <commit>` puts a released version of this action into the README.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ours = 'clawbench/k8s-action';
/** The prefix, the repository, a path in it, the reference, and the version in a comment. */
const USES = /(\buses: +)([\w.-]+\/[\w.-]+)((?:\/[\w.-]+)*)@([^\s#]+)(?: +# *v[\d.]+)?/g;
/** A file of this repository, by a reference. */
const RAW = /(raw\.githubusercontent\.com\/clawbench\/k8s-action\/)[^/\s]+/g;
const COMMIT = /^[0-9a-f]{40}$/;

/** What stands after the `@`, by repository: `<commit> # v1.2.3`, or `v1` as long as this action has no release. */
export type Pins = ReadonlyMap<string, string>;

/**
 * @param sources texts, in order of precedence, in which every `uses:` of a repository names the right commit
 */
export function pinsIn(...sources: string[]): Pins {
  const found = sources.flatMap((source) => [...source.matchAll(USES)]);
  return new Map(
    found.toReversed().map(([whole, , repository = '']) => [repository, whole.slice(whole.indexOf('@') + 1)]),
  );
}

/**
 * A page that names the pinned commits.
 * @throws Error for an action without a pin
 */
export function pinned(page: string, text: string, pins: Pins): string {
  const [ref = ''] = (pins.get(ours) ?? '').split(' ');
  return text
    .replaceAll(USES, (_, prefix: string, repository: string, path: string) => {
      const pin = pins.get(repository);
      if (pin === undefined)
        throw new Error(
          `${page} uses ${repository}, which has no pin: add it to .github/pins/action.yml, by commit and with its version.`,
        );
      return `${prefix}${repository}${path}@${pin}`;
    })
    .replaceAll(RAW, `$1${COMMIT.test(ref) ? ref : 'main'}`);
}

/** @throws Error if they are not a version and a commit */
export function released(readme: string, version: string, commit: string): string {
  if (!/^v\d+\.\d+\.\d+$/.test(version) || !COMMIT.test(commit))
    throw new Error('Write a version and its commit: npm run pins -- v1.2.3 <40 hex digits>');
  return pinned('README.md', readme, new Map([...pinsIn(readme), [ours, `${commit} # ${version}`]]));
}

if (import.meta.main) {
  const readme = join(dirname(import.meta.dirname), 'README.md');
  const [version = '', commit = ''] = process.argv.slice(2);
  await writeFile(readme, released(await readFile(readme, 'utf8'), version, commit));
}
