/**
 * Loaded before OpenClaw by `node --import`, so that its gateway starts in two thirds of the CPU time.
 *
 * For each of the thousands of modules that it loads, Node finds out by the nearest package.json whether it is an ES module,
 * and parses the whole `exports` of that file again each time, which are 47 kB in OpenClaw's. Here that is found out once for
 * each directory. All else, and whatever is unusual, is left to Node.
 */
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import * as nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = `${path.dirname(process.argv[1] ?? '')}/`;

/** By directory. */
const holdModules = new Map();

function holdsModules(directory) {
  let is = holdModules.get(directory);
  if (is === undefined) {
    // Node names a module by its real path.
    is = realpathSync(directory) === directory && nearestType(directory) === 'module';
    holdModules.set(directory, is);
  }
  return is;
}

function nearestType(directory) {
  for (let at = directory; ; at = path.dirname(at)) {
    const file = path.join(at, 'package.json');
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined)
      return JSON.parse(readFileSync(file, 'utf8')).type;
    if (at === path.dirname(at)) return undefined;
  }
}

/** The URL of a module of ours that is imported by its path, if all about it is plain; else undefined. */
function plainModule(specifier, { parentURL, conditions, importAttributes }) {
  if (!/^\.\.?\/[^?#%]+\.js$/.test(specifier) || parentURL?.startsWith('file:') !== true) return undefined;
  if (!conditions.includes('import') || Object.keys(importAttributes).length > 0) return undefined;
  try {
    const url = new URL(specifier, parentURL);
    const file = fileURLToPath(url);
    if (!file.startsWith(root) || file.includes('/node_modules/')) return undefined;
    const isFile = lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
    return isFile && holdsModules(path.dirname(file)) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

// Node before 22.15 has no such hooks, and starts as ever.
nodeModule.registerHooks?.({
  resolve(specifier, context, next) {
    const url = plainModule(specifier, context);
    return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true };
  },
});
