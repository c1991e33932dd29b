import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCappedLog } from '../../../sidecar/capped-log.ts';
import { consoleLine, copyGatewayLog, lastGatewayLines } from '../../../sidecar/gateway-log.ts';
import { lineSplitter } from '../../../sidecar/lines.ts';
import { parseGatewayLog } from '../../../src/result/formats/gateway-log.ts';
import { linesOf } from '../../../src/result/formats/lines.ts';

function freshFile(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'log-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return path.join(directory, 'eval.log');
}

describe('a capped log', () => {
  test('keeps the beginning and the end of what was written, in order, and says how much is missing', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(chunks, fc.nat({ max: 30 }), async (parts, reopenAt) => {
        const file = freshFile();
        const head = 40;
        const tail = 64;
        let log = openCappedLog(file, head, tail);
        for (const [index, part] of parts.entries()) {
          // A restarted supervisor continues the log of the one before, joined or not.
          if (index === reopenAt) {
            await log.join();
            log.close();
            log = openCappedLog(file, head, tail);
          }
          log.write(part);
        }
        await log.join();
        log.close();
        const all = Buffer.concat(parts);
        const kept = readFileSync(file);
        expect(kept.subarray(0, head)).toEqual(all.subarray(0, head));
        const gap = /\n\[… \d+ bytes left out …\]\n/.test(kept.toString('utf8'));
        const fits = all.length <= head + tail / 2;
        expect(fits ? kept : all).toEqual(all);
        const least = Math.min(Math.max(0, all.length - head), tail / 2);
        expect(kept.subarray(kept.length - least)).toEqual(all.subarray(all.length - least));
        expect(kept.length).toBeLessThanOrEqual(head + tail + 60);
        expect(gap || kept.length === all.length).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves no other file beside a short one', async () => {
    const file = freshFile();
    const log = openCappedLog(file, 100, 100);
    log.write(Buffer.from('short'));
    await log.join();
    log.close();
    expect(readdirSync(path.dirname(file))).toEqual(['eval.log']);
  });
});

describe('splitting into lines', () => {
  test('gives the same lines however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zäö€ ]{0,12}$/)),
        fc.array(fc.nat({ max: 9 })),
        (lines, cuts) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const found: string[] = [];
          const split = lineSplitter((line) => found.push(line));
          let start = 0;
          for (const cut of cuts) {
            split(bytes.subarray(start, start + cut));
            start += cut;
          }
          split(bytes.subarray(start));
          split();
          expect(found).toEqual(lines);
        },
      ),
    );
  });

  test('holds no more than the limit of a line that never ends', () => {
    const found: string[] = [];
    const split = lineSplitter((line) => found.push(line), 10);
    for (let i = 0; i < 1000; i++) split(Buffer.alloc(1000, 'x'));
    split(Buffer.from('\nnext'));
    split();
    expect(found).toEqual(['xxxxxxxxxx', 'next']);
  });
});

/** Lines of a log file that OpenClaw 2026.7.35 wrote, shortened. */
const ready = {
  0: '{"subsystem":"gateway"}',
  1: 'gateway ready',
  time: '2026-11-22T10:50:41.537+00:00',
  message: 'gateway ready',
};
const response = {
  0: '{"subsystem":"provider-transport-fetch"}',
  1: '[model-fetch] response provider=fake api=openai-completions model=m status=401 elapsedMs=13',
  time: '2026-11-22T10:51:03.851+00:00',
  message: '[model-fetch] response provider=fake api=openai-completions model=m status=401 elapsedMs=13',
};
const gaveUp = {
  0: '{"subsystem":"agent/embedded"}',
  1: {
    event: 'embedded_run_failover_decision',
    tags: ['failover'],
    decision: 'surface_error',
    rawErrorPreview: '401 Incorrect API key\nprovided',
    rawErrorHash: 'sha256:63c666a6d967',
  },
  2: 'embedded run failover decision',
  time: '2026-11-22T10:51:03.894+00:00',
  message: 'embedded run failover decision',
};

describe("the gateway's log", () => {
  test('is written as the gateway prints it', () => {
    expect(consoleLine(JSON.stringify(ready))).toBe('2026-11-22T10:50:41.537+00:00 [gateway] ready');
    expect(consoleLine(JSON.stringify(gaveUp))).toBe(
      '2026-11-22T10:51:03.894+00:00 [agent/embedded] embedded run failover decision: ' +
        'event=embedded_run_failover_decision decision=surface_error rawErrorHash=sha256:63c666a6d967 ' +
        'rawError=401 Incorrect API key provided',
    );
    expect(consoleLine('not JSON')).toBe('not JSON');
    expect(consoleLine('[1]')).toBe('[1]');
  });

  test('is understood, as copied, by the code that judges runs', async () => {
    const from = freshFile();
    writeFileSync(from, [ready, response, gaveUp].map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    const to = `${from}.copy`;
    expect(await copyGatewayLog(from, to)).toBe(true);
    const log = parseGatewayLog(linesOf([readFileSync(to, 'utf8')]));
    expect(log.responses).toEqual([{ atMs: Date.parse(response.time), status: 401 }]);
    expect(log.failedTurns).toMatchObject([{ code: 401, text: '401 Incorrect API key provided' }]);
  });

  test('does not exist: then nothing is copied, and nothing reported', async () => {
    const file = freshFile();
    expect(await copyGatewayLog(file, `${file}.copy`)).toBe(false);
    expect(await lastGatewayLines(file, 3)).toEqual([]);
  });

  test('gives its last lines', async () => {
    const file = freshFile();
    writeFileSync(file, `${'x'.repeat(100_000)}\n${JSON.stringify(ready)}\nlast \u001b[31mred\u001b[0m\n\n`);
    expect(await lastGatewayLines(file, 2)).toEqual([
      '2026-11-22T10:50:41.537+00:00 [gateway] ready',
      'last red',
    ]);
  });
});
