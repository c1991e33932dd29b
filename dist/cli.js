#!/usr/bin/env node
globalThis.clawbenchCommandLine = true;
await import('./index.js');
