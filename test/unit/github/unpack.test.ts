import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { unpack } from '../../../src/github/unpack.ts';
import { wantedOfArtifact } from '../../../src/artifact/read.ts';
import { type ZipEntry, zipOf } from '../../fixtures/zip.ts';

const verdict = { name: 'verdict.json', content: Buffer.from('{"verdict":"pass"}'.repeat(30)) };
const run = { name: 'runs/m/v2-0/t1-a/run0.json', content: Buffer.from('{}') };

/** @returns what was unpacked, texts by path */
async function unpacked(zip: Buffer, wanted = wantedOfArtifact): Promise<Record<string, string>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'unpack-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const target = mkdtempSync(path.join(directory, 'target-'));
  const file = path.join(directory, 'a.zip');
  writeFileSync(file, zip);
  try {
    await unpack(file, target, wanted);
  } finally {
    // Nothing but the zip and its target.
    expect(readdirSync(directory)).toHaveLength(2);
  }
  const found = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    found.map((entry) => {
      const place = path.join(entry.parentPath, entry.name);
      return [path.relative(target, place), readFileSync(place, 'utf8')];
    }),
  );
}

describe('a zip', () => {
  test('gives the wanted files and no others', async () => {
    const other = { name: 'summary.md', content: Buffer.from('#') };
    expect(await unpacked(zipOf([verdict, other, run]))).toEqual({
      'verdict.json': verdict.content.toString(),
      [run.name]: '{}',
    });
  });

  const whole = zipOf([verdict, run]);
  const cuts = [0, 1, 2, 3, 4, 5, 20, 29, 30, 31, 45, 60, Math.floor(whole.length / 2)];
  const ends = [200, 60, 22, 21, 10, 1].map((rest) => Math.max(0, whole.length - rest));
  test.each([...cuts, ...ends].map((size) => [size]))(
    'that is cut at %i bytes is an error',
    { timeout: 15_000 },
    async (size) => {
      await expect(unpacked(whole.subarray(0, size))).rejects.toThrow(Error);
    },
  );

  test.each(['', 'x', 'P', 'PK', 'PK\u0003', 'PK\u0003\u0004', 'not a zip'])(
    'that is %j instead is an error',
    { timeout: 15_000 },
    async (text) => {
      await expect(unpacked(Buffer.from(text))).rejects.toThrow(Error);
    },
  );

  test('with any byte changed ends, with the right content or an error', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        const files = await unpacked(changed).catch(() => ({}));
        for (const [name, text] of Object.entries(files))
          expect([verdict.content.toString(), '{}'], name).toContain(text);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a path out of it', '../verdict.json'],
    ['a path out of it below runs', 'runs/../../a/run0.json'],
    ['an absolute path', '/runs/a/run0.json'],
    ['a backslash', 'runs\\a/run0.json'],
    ['a NUL', 'runs/a\0b/run0.json'],
    ['a line break', 'runs/a\n::set-output name=x::1/run0.json'],
    ['a drive', 'C:/runs/a/run0.json'],
    ['bytes that are no text', Buffer.from([0x72, 0x75, 0x6e, 0x73, 0x2f, 0xff, 0x2f, 0x00])],
  ])('leaves out a name with %s, and takes the others', async (_, name) => {
    const strange: ZipEntry = { name, content: Buffer.from('strange') };
    expect(Object.keys(await unpacked(zipOf([strange, verdict])))).toEqual(['verdict.json']);
  });

  test('writes nothing outside, whatever a name is', { timeout: 60_000 }, async () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'runs', 'a', 'run0.json', '\\', 'C:'), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
        const zip = zipOf([{ name: parts.join('/'), content: Buffer.from('x') }]);
        // What is outside, `unpacked` finds.
        expect(Object.keys(await unpacked(zip, () => 10)).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a file twice', [verdict, verdict], /it has verdict\.json twice/],
    [
      'a file that is another one by its checksum',
      [{ ...verdict, claims: { crc: 1 } }],
      /verdict\.json in it is damaged/,
    ],
    ['a file that is larger than it says', [{ ...verdict, claims: { size: 10 } }], /too many bytes/],
    ['a file that is smaller than it says', [{ ...verdict, claims: { size: 1000 } }], /not enough bytes/],
    [
      'a file that says it is too large',
      [{ ...run, claims: { size: 1_500_000_000 } }],
      /has 1500000000 bytes, which is too much/,
    ],
  ])('with %s is refused', async (_, entries, words) => {
    await expect(unpacked(zipOf(entries))).rejects.toThrow(words);
  });

  test('may not have too many files', async () => {
    const many = Buffer.from(whole);
    many.writeUInt16LE(50_001, many.length - 12);
    await expect(unpacked(many)).rejects.toThrow('it has 50001 files');
  });

  test('that would become huge is refused before it is unpacked', async () => {
    const many = Array.from({ length: 70 }, (_, index) => ({
      name: `runs/m/v2-0/t${index}/run0.json`,
      content: Buffer.from('{}'),
      claims: { size: 15_000_000 },
    }));
    await expect(unpacked(zipOf(many))).rejects.toThrow('it has 1050000000 bytes when it is unpacked');
    const bomb = zipOf([{ ...run, content: Buffer.alloc(17 * 1024 * 1024) }]);
    expect(bomb.length).toBeLessThan(20_000);
    await expect(unpacked(bomb)).rejects.toThrow('which is too much');
  });
});
