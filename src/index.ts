import path from 'node:path';
import { action } from './action/action.ts';

/** The checkout of the action, where manifests/ and dist/ are: one up from src/ as well as from the bundle in dist/. */
const root = path.join(import.meta.dirname, '..');

// One bundle for both: dist/cli.js is a stub that leaves this mark and loads it.
if ('clawbenchCommandLine' in globalThis) {
  const { commandLine } = await import('./cli/main.ts');
  process.exitCode = await commandLine(process.argv.slice(2), root);
} else {
  process.exitCode = await action(root);
}
