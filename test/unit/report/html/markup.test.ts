import { expect, test } from 'vitest';
import { asText, html, join, link } from '../../../../src/report/html/markup.ts';

test('a value is text, in content and in attributes', () => {
  const hostile = `</script><img src=x onerror="alert('1')">&amp;`;
  expect(asText(html`<p title="${hostile}">${hostile}</p>`)).toBe(
    `<p title="${escapedHostile}">${escapedHostile}</p>`,
  );
});

const escapedHostile = '&#60;/script&#62;&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;&#38;amp;';

test('what cannot be seen is not in the page', () => {
  const text = `a\u202Eb\u0000c\u200Bd\u001B[31me\u2028f\tg\uD800`;
  expect(asText(html`${text}`)).toBe('abcde f  g\uFFFD');
});

test('markup is kept, and only this module makes it', () => {
  const inner = html`<b>${1}</b>`;
  expect(asText(html`<p>${inner}${[inner, 'x']}${null}${false}</p>`)).toBe('<p><b>1</b><b>1</b>x</p>');
  const fromJson: unknown = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>"}');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a caller without types could do
  expect(() => asText(html`${fromJson as string}`)).toThrow(TypeError);
});

test('parts are joined with a separator, which is text too', () => {
  expect(asText(join(['a', html`<br>`], ' < '))).toBe('a &#60; <br>');
});

test('an address of another kind is no link', () => {
  expect(asText(link('run', 'https://example.org/?a="b"&c'))).toBe(
    '<a href="https://example.org/?a=&#34;b&#34;&#38;c">run</a>',
  );
  expect(asText(link('run', '#run-1'))).toBe('<a href="#run-1">run</a>');
  for (const address of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '//example.org',
    '',
  ])
    expect(asText(link('run', address))).toBe('run');
});
