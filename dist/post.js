globalThis.clawbenchPostStep = true;
await import('./index.js');
