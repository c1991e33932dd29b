/**
 * Whose code is in dist/, and under which licence: what dist/licenses.txt says. docs/decisions/0101-licences.md
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Licences of packages that may be in dist/, which is given on under MIT: they ask that their text goes along, and for nothing
 * of our own code.
 */
const allowed: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
]);

/** Packages that name MIT as their licence and have no file with its text: who holds the copyright. */
const holders: Readonly<Record<string, string>> = {
  '@nodable/entities': 'Amit Gupta',
  isarray: '2013 Julian Gruber <julian@juliangruber.com>',
};

/** A package with code in dist/. */
export interface BundledPackage {
  name: string;
  version: string;
  /** As its package.json says it: an expression of SPDX; undefined if it says nothing. */
  licence: string | undefined;
  /** Its licence, with its notice if it has one; undefined if it has no such file. */
  text: string | undefined;
}

/** What of webpack's statistics says which files a bundle is made of. */
interface Stats {
  modules: { chunks: unknown[]; nameForCondition?: string | null; modules?: Stats['modules'] }[];
}

/** The directories of the packages that a bundle has code of. @param file webpack's statistics of the bundle */
export async function packageDirectories(file: string): Promise<string[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- webpack wrote it
  const { modules } = JSON.parse(await readFile(file, 'utf8')) as Stats;
  // What is in no chunk was left out of the bundle.
  const files = modules.filter(({ chunks }) => chunks.length > 0).flatMap(filesOf);
  const directories = files.map((name) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(name)?.[0]);
  return [...new Set(directories.filter((directory) => directory !== undefined))];
}

/** A module that was joined with others has their files in it. */
function filesOf({ nameForCondition, modules = [] }: Stats['modules'][number]): string[] {
  return [nameForCondition ?? '', ...modules.flatMap(filesOf)];
}

/** Reads what a package says of itself. */
export async function readPackage(directory: string): Promise<BundledPackage> {
  const manifest: { name: string; version: string; license?: string } = JSON.parse(
    await readFile(join(directory, 'package.json'), 'utf8'),
  );
  const files = (await readdir(directory)).filter((name) => isLicenceFile(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')));
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license,
    text: texts.length === 0 ? undefined : texts.map((text) => text.replaceAll('\r', '').trim()).join('\n\n'),
  };
}

/** Whether a file of a package has to go along with its code. */
export function isLicenceFile(name: string): boolean {
  return /^(?:licen[cs]e|copying|notice)\b/i.test(name);
}

/**
 * The content of dist/licenses.txt.
 * @param mit a file with the text of the licence MIT after a line with the copyright
 * @throws Error that names every package whose code must not be in dist/
 */
export function licencesText(packages: readonly BundledPackage[], mit: string): string {
  const problems = packages.flatMap((one) => problemOf(one) ?? []);
  if (problems.length > 0) {
    throw new Error(
      `dist/ must not have code of these packages:\n${problems.join('\n')}\nUse another package, or, if the licence lets everybody use and pass on the code, allow it in scripts/licences.ts.`,
    );
  }
  const entries = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  const parts = [...entries]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, { name, licence, text }]) => {
      const own = text ?? mit.replace(/^Copyright .*$/m, `Copyright (c) ${holders[name]}`).trim();
      return `${title}\n${licence}\n\n${own}\n`;
    });
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}

function problemOf({ name, version, licence, text }: BundledPackage): string | undefined {
  if (licence === undefined) return `- ${name} ${version} names no licence.`;
  const kinds = licence.replaceAll(/[()]/g, '').split(' AND ');
  if (!kinds.every((kind) => allowed.has(kind))) return `- ${name} ${version} is under ${licence}.`;
  if (text === undefined && !(name in holders)) return `- ${name} ${version} has no file with its licence.`;
  return undefined;
}
