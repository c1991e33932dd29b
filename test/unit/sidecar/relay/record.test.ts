import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecorder } from '../../../../sidecar/relay/record.ts';

const key = 'sk-canary/model+key "0123456789"';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bodies-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string): string => gunzipSync(readFileSync(path.join(folder, name))).toString();

describe('a recorder of bodies', () => {
  it('keeps them without secrets in any form, however they are cut', async () => {
    const errors: unknown[] = [];
    const recorder = openRecorder(folder, [key], (error) => errors.push(error));
    const forms = [
      key,
      JSON.stringify(key),
      encodeURIComponent(key),
      Buffer.from(`Bearer ${key}`).toString('base64'),
    ];
    const body = Buffer.from(`{"messages":["${forms.join('","')}"],"text":"${'good '.repeat(50_000)}"}`);
    const request = recorder.keep('id-1', 'request');
    const answer = recorder.keep('id-1', 'answer');
    for (let at = 0; at < body.length; at += 7) request.push(body.subarray(at, at + 7));
    answer.push(body);
    request.end();
    answer.end();
    await recorder.flush();
    expect(errors).toEqual([]);
    for (const name of ['id-1.request.gz', 'id-1.answer.gz']) {
      const kept = read(name);
      expect(kept).toContain('good good');
      expect(kept).toContain('***');
      for (const secret of [
        'canary',
        encodeURIComponent(key),
        Buffer.from(key).toString('base64').slice(4, 30),
      ])
        expect(kept).not.toContain(secret);
    }
  });

  it('keeps the beginning of a large one, and no more than all may have', async () => {
    const errors: unknown[] = [];
    const limits = { bodyBytes: 1000, totalBytes: 60 };
    const recorder = openRecorder(folder, [], (error) => errors.push(error), limits);
    const tap = recorder.keep('a', 'answer');
    tap.push(Buffer.alloc(1500, 'x'));
    tap.push(Buffer.alloc(1500, 'y'));
    tap.end();
    await recorder.flush();
    expect(read('a.answer.gz')).toBe(`${'x'.repeat(1000)}\n[2000 more bytes]\n`);
    const random = recorder.keep('b', 'answer');
    random.push(Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 7919) % 251)));
    random.end();
    await recorder.flush();
    recorder.keep('c', 'request').push(Buffer.from('x'));
    recorder.keep('c', 'answer').end();
    await recorder.flush();
    expect(readdirSync(folder).sort()).toEqual(['a.answer.gz', 'b.answer.gz']);
    expect(errors).toHaveLength(1);
  });

  it('says what went wrong, and goes on', async () => {
    const errors: unknown[] = [];
    writeFileSync(path.join(folder, 'file'), '');
    const recorder = openRecorder(path.join(folder, 'file', 'bodies'), [], (error) => errors.push(error));
    const tap = recorder.keep('a', 'answer');
    tap.push(Buffer.from('x'));
    await recorder.flush();
    tap.push(Buffer.from('x'));
    tap.end();
    expect(errors).toHaveLength(1);
  });
});
