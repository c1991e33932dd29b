import { createHash } from 'node:crypto';
import { asText, html, type Html, trusted } from './markup.ts';
import { baseStyle } from './style.ts';

export interface Page {
  /** Of the tab of the browser. */
  title: string;
  /** Shown as the icon of the tab. */
  icon: string;
  body: Html;
  /** More style, for this kind of page; trusted. */
  style?: string;
  /** A script that the page can do without; trusted. */
  script?: string;
}

/**
 * A whole page in one file. Its policy forbids everything but its own style and script, which it names by their hashes:
 * markup that slipped in could neither run nor load anything. So there is no `style` attribute in it.
 */
export function page({ title, icon, body, style = '', script = '' }: Page): string {
  const css = `${baseStyle}${style}`;
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(css)}`,
    ...(script === '' ? [] : [`script-src ${hashOf(script)}`]),
    // The icon, without which browsers ask the server for one.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return asText(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(iconOf(icon))}">
<style>${trusted(css)}</style>
</head>
<body>
${body}
${script !== '' && html`<script>${trusted(script)}</script>`}
</body>
</html>
`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function iconOf(character: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><text x="0" y="13" font-size="13">${character}</text></svg>`;
}
