import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor, redactStream } from '../../../src/base/redact.ts';

const secret = 'sk-canary/"quoted"+0123456789';
const redact = (text: string): string => redactor([secret])(Buffer.from(text)).toString();

describe('redaction', () => {
  it('leaves text without secrets unchanged, to the byte', () => {
    const bytes = Buffer.from([0, 255, 254, 10, 128]);
    expect(redactor([secret])(bytes)).toBe(bytes);
  });

  it('replaces a secret in plain, in JSON, in JSON within JSON, and in a URL', () => {
    const forms = [
      secret,
      JSON.stringify({ key: secret }),
      JSON.stringify({ key: secret })
        .replaceAll('<', String.raw`\u003c`)
        .replaceAll('&', String.raw`\u0026`), // as Go does
      JSON.stringify(JSON.stringify({ key: secret })),
      encodeURIComponent(secret),
    ];
    for (const form of forms) expect(redact(`before ${form} after`)).toMatch(/^before .*\*\*\*.* after$/);
    expect(redact(JSON.stringify({ key: secret }))).toBe('{"key":"***"}');
  });

  it('replaces a secret in JSON by Go, which escapes for HTML', () => {
    const hidden = redactor(['pass&word<>1']);
    const escaped = String.raw`{"Env":["A=pass\u0026word\u003c\u003e1"]}`;
    expect(hidden(Buffer.from(escaped)).toString()).toBe('{"Env":["A=***"]}');
  });

  it('replaces a secret in the base64 of any text around it', () => {
    assert(
      property(string({ maxLength: 8 }), string({ maxLength: 8 }), (before, after) => {
        const encoded = Buffer.from(before + secret + after).toString('base64');
        const decoded = Buffer.from(redact(encoded).split('***')[0] ?? '', 'base64').toString();
        expect(redact(encoded)).toContain('***');
        expect(decoded).not.toContain(secret.slice(0, 12));
      }),
    );
  });

  it('leaves stand-ins such as "none" alone', () => {
    expect(redactor(['none'])(Buffer.from('none of the runs')).toString()).toBe('none of the runs');
  });

  it('finds the same in pieces of any size', async () => {
    const forms = [secret, Buffer.from(`x${secret}y`).toString('base64'), encodeURIComponent(secret)];
    const bytes = Buffer.from(
      `${forms.join(' and ')}${secret}${secret}, then ${'nothing '.repeat(20)}${secret}`,
    );
    const whole = redactor([secret])(bytes).toString();
    for (let size = 1; size <= bytes.length; size++) {
      const pieces = async function* (): AsyncGenerator<Buffer> {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      };
      const clean: Buffer[] = [];
      for await (const piece of redactStream(pieces(), [secret])) clean.push(piece);
      expect(Buffer.concat(clean).toString()).toBe(whole);
    }
  });
});
