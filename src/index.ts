import path from 'node:path';
import { action } from './action/action.ts';

/** The checkout of the action, where manifests/ and dist/ are: one up from src/ as well as from the bundle in dist/. */
const root = path.join(import.meta.dirname, '..');

// One bundle for all: dist/cli.js and dist/post.js are stubs that leave a mark and load it.
if ('clawbenchCommandLine' in globalThis) {
  const { commandLine } = await import('./cli/main.ts');
  await end(await commandLine(process.argv.slice(2), root));
} else {
  await end(await action(root, 'clawbenchPostStep' in globalThis ? 'post' : 'main'));
}

/** Ends the process once its output has been taken. A library may hold something open for ever. */
async function end(code: number): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(drained));
  process.exit(code);
}

async function drained(stream: NodeJS.WriteStream): Promise<void> {
  // An error means that nobody reads it any more.
  await new Promise<void>((resolve) => stream.write('', () => resolve()));
}
