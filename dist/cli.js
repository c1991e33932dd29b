#!/usr/bin/env node
if (parseInt(process.versions.node) < 24) {
  process.stderr.write(`clawbench-k8s needs Node.js 24 or newer, and this is ${process.version}.\n`);
  process.exit(2);
}
globalThis.clawbenchCommandLine = true;
await import('./index.js');
