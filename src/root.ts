import path from 'node:path';

/** The checkout of the action, where manifests/ and dist/ are: one up from src/ as well as from the bundle in dist/. */
export const root: string = path.join(import.meta.dirname, '..');
