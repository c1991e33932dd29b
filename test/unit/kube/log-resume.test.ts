import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineSplitter } from '../../../src/kube/lines.ts';
import { resumePoint } from '../../../src/kube/log-resume.ts';

const stamp = (tick: number): string =>
  `2026-11-22T10:00:${String(Math.floor(tick / 10)).padStart(2, '0')}.${tick % 10}00000000Z`;

describe('resuming a log', () => {
  it('neither loses nor repeats a line, wherever and however often it is cut', () => {
    // Ticks of 0.1 s, so that many lines share a timestamp, and more of them a second.
    const log = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 60 });
    const cuts = fc.array(fc.nat(60), { maxLength: 8 });
    fc.assert(
      fc.property(log, cuts, (steps, cutAfter) => {
        let tick = 0;
        const lines = steps.map((step, index) => `${stamp((tick += step))} line ${index}`);
        const resume = resumePoint();
        const seen: string[] = [];
        for (const count of [...cutAfter, Infinity]) {
          const since = resume.sinceTime();
          resume.reopened();
          // The kubelet sends everything from that second on, in whole seconds.
          const sent = lines.filter((line) => since === undefined || `${line.slice(0, 19)}Z` >= since);
          for (const line of sent.slice(0, count)) {
            const entry = resume.accept(line);
            if (entry === undefined) continue;
            expect(entry.gapSince).toBeUndefined();
            seen.push(entry.text);
          }
        }
        expect(seen).toEqual(lines.map((_, index) => `line ${index}`));
      }),
    );
  });

  it('says that lines may be missing when the file with the last line is gone', () => {
    const resume = resumePoint();
    resume.reopened();
    resume.accept(`${stamp(1)} before`);
    resume.reopened();
    expect(resume.accept(`${stamp(5)} after`)).toEqual({ time: stamp(5), text: 'after', gapSince: stamp(1) });
    expect(resume.accept(`${stamp(6)} later`)?.gapSince).toBeUndefined();
  });

  it('drops the tail of a line without a timestamp only at the start of a reopened stream', () => {
    const resume = resumePoint();
    resume.reopened();
    expect(resume.accept('failed to watch file "/var/log/x"')?.text).toBe(
      'failed to watch file "/var/log/x"',
    );
    expect(resume.accept(`${stamp(1)} one`)?.text).toBe('one');
    resume.reopened();
    expect(resume.accept('tail of a line that was skipped')).toBeUndefined();
    expect(resume.accept(`${stamp(1)} one`)).toBeUndefined();
    expect(resume.accept(`${stamp(2)} two`)?.text).toBe('two');
    expect(resume.accept('not stamped')?.text).toBe('not stamped');
  });

  it('keeps lines whose timestamps are out of order within one stream', () => {
    const resume = resumePoint();
    resume.reopened();
    const texts = [2, 1, 3].map((tick) => resume.accept(`${stamp(tick)} ${tick}`)?.text);
    expect(texts).toEqual(['2', '1', '3']);
    expect(resume.sinceTime()).toBe('2026-11-22T10:00:00Z');
  });

  it('resumes in the time zone of the node', () => {
    const resume = resumePoint();
    resume.reopened();
    expect(resume.accept('2026-11-22T12:00:00.500000000+02:00 x')?.text).toBe('x');
    expect(resume.sinceTime()).toBe('2026-11-22T12:00:00+02:00');
  });

  it('keeps empty lines, and spaces at the start of a line', () => {
    const resume = resumePoint();
    resume.reopened();
    expect(resume.accept(`${stamp(1)} `)?.text).toBe('');
    expect(resume.accept(`${stamp(1)}   indented`)?.text).toBe('  indented');
  });
});

describe('splitting bytes into lines', () => {
  const split = (chunks: Buffer[], maxBytes = 1000): string[] => {
    const splitter = lineSplitter(maxBytes);
    const lines: string[] = [];
    for (const chunk of chunks) splitter.push(chunk, (line) => lines.push(line));
    const rest = splitter.end();
    return rest === undefined ? lines : [...lines, rest];
  };

  it('gives the same lines however the bytes arrive', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('a', 'ö', '漢', '🦞', '\n') }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 10 }), (parts, positions) => {
        const bytes = Buffer.from(parts.join(''));
        const cuts = [...positions.filter((at) => at <= bytes.length), bytes.length].sort((a, b) => a - b);
        let start = 0;
        const chunks = cuts.map((end) => bytes.subarray(start, (start = end)));
        const whole = bytes.toString();
        expect(split(chunks)).toEqual(
          (whole.endsWith('\n') || whole === '' ? whole.slice(0, -1) : whole)
            .split('\n')
            .filter((_, index) => index > 0 || whole !== ''),
        );
      }),
    );
  });

  it('cuts a line that is too long, and says how much is missing', () => {
    expect(split([Buffer.from('abcdef'), Buffer.from('ghij\nok\n')], 4)).toEqual([
      'abcd … [6 bytes more]',
      'ok',
    ]);
  });

  it('does not keep in memory what it drops', () => {
    const splitter = lineSplitter(1024);
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const before = process.memoryUsage().arrayBuffers;
    for (let index = 0; index < 300; index++) splitter.push(chunk, () => expect.unreachable());
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    expect(splitter.end()).toContain('bytes more');
  });

  it('treats a carriage return as part of the line end', () => {
    expect(split([Buffer.from('one\r\ntwo\r\n')])).toEqual(['one', 'two']);
  });
});
