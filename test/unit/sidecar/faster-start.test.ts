import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkout } from '../../fixtures/checkout.ts';

const preload = path.join(checkout, 'sidecar/faster-start.mjs');

/** Files of a program that loads its modules in all the ways that OpenClaw does. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{"name":"claw","type":"module","exports":{"./sdk":"./dist/sdk.js"}}',
  'dist/sdk.js': 'export const sdk = import.meta.url;',
  'dist/common.js': 'export const common = {};',
  'dist/lib/deep.js': "export { common } from '../common.js'; export * as own from './../lib/other.js';",
  'dist/lib/other.js': 'export const other = import.meta.url;',
  'dist/old/package.json': '{"type":"commonjs"}',
  'dist/old/index.js': 'module.exports = { old: typeof require };',
  'dist/plain/package.json': '{}',
  'dist/plain/index.js': 'exports.plain = typeof module;',
  'dist/data.json': '{"a":1}',
  'dist/index.js': `
import { createRequire } from 'node:module';
import { sdk } from 'claw/sdk';
import { sdk as same } from './sdk.js';
import { common } from './common.js';
import * as deep from './lib/deep.js';
import * as linked from './link.js';
import old from './old/index.js';
import { plain } from './plain/index.js';
import data from './data.json' with { type: 'json' };
const require = createRequire(import.meta.url);
const fresh = await import('./sdk.js?again');
const lost = await import('./none.js').catch((error) => error.code + error.message);
const inside = await import('./lib').catch((error) => error.code);
console.log(JSON.stringify({
  sdk, same, old, plain, data, lost, inside, fresh: fresh.sdk, other: deep.own.other,
  one: [deep.common === common, linked.sdk === sdk, require('./sdk.js').sdk, require('./common.js').common === common],
}));`,
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'claw-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  symlinkSync('sdk.js', path.join(root, 'dist/link.js'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function started(...flags: string[]): string {
  return execFileSync(process.execPath, [...flags, 'dist/index.js'], { cwd: root, encoding: 'utf8' });
}

test('a program that is started faster has the same modules', () => {
  const usual = started();
  expect(started('--import', preload)).toBe(usual);
  expect(JSON.parse(usual)).toMatchObject({ old: { old: 'function' }, plain: 'object', data: { a: 1 } });
});

test('OpenClaw is started so, and its other modules still come from Node', () => {
  const trace = `
import { registerHooks } from 'node:module';
registerHooks({ resolve(specifier, context, next) { process.stderr.write(specifier + '\\n'); return next(specifier, context); } });`;
  const before = path.join(root, 'trace.mjs');
  writeFileSync(before, trace);
  // The hook that is registered first sees what the later one leaves to Node.
  const { stderr } = spawnSync(process.execPath, ['--import', before, '--import', preload, 'dist/index.js'], {
    cwd: root,
    encoding: 'utf8',
  });
  const left = stderr.split('\n');
  expect(left).toEqual(expect.arrayContaining(['claw/sdk', './link.js', './old/index.js', './sdk.js?again']));
  expect(left).not.toContain('./lib/deep.js');
  expect(left).not.toContain('../common.js');
});
