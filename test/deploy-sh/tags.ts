import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const checkout = path.join(import.meta.dirname, '..', '..');

/** Tests on the cluster. */
const directories = ['test/e2e', 'test/cluster'];

/** A test that says which flags and variables of deploy.sh it proves. */
export interface TaggedTest {
  /** Relative to the checkout. */
  file: string;
  /** Without the tag. */
  title: string;
  names: string[];
}

const tag = / ?\[deploy\.sh: ([^\]]+)\]$/;

/** What a title says to prove. */
export function tagOf(title: string): { title: string; names: string[] } | null {
  const found = tag.exec(title);
  if (found === null) return null;
  return { title: title.slice(0, found.index), names: (found[1] ?? '').split(', ') };
}

/** Every tagged test there is, by reading the sources: whether they pass is another question. */
export function taggedTests(): TaggedTest[] {
  return directories.flatMap((directory) =>
    readdirSync(path.join(checkout, directory))
      .filter((name) => name.endsWith('.test.ts'))
      .sort()
      .flatMap((name) => {
        const file = `${directory}/${name}`;
        return taggedIn(readFileSync(path.join(checkout, file), 'utf8')).map((test) => ({ file, ...test }));
      }),
  );
}

/** Tags stand at the end of string literals. */
export function taggedIn(source: string): { title: string; names: string[] }[] {
  const literals = source.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*\[deploy\.sh: [^\]\n]+\])\1/g);
  return [...literals].flatMap(([, , text = '']) => tagOf(text.replaceAll(/\\(.)/g, '$1')) ?? []);
}
