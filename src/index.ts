import { action } from './action.ts';

// One bundle for both: dist/cli.js is a stub that leaves this mark and loads it.
if ('clawbenchCommandLine' in globalThis) {
  const { commandLine } = await import('./cli.ts');
  process.exitCode = await commandLine(process.argv.slice(2));
} else {
  await action();
}
