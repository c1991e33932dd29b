import { marked } from 'marked';

/** Markdown about as GitHub shows it: in a comment of a conversation, or in the summary of a workflow run. */
export function githubPage(markdown: string): string {
  // GitHub's Markdown keeps HTML, and puts tables into a box that scrolls.
  const content = marked
    .parse(markdown, { async: false, gfm: true })
    .replaceAll('<table>', '<table tabindex="0">');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>GitHub</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main class="markdown-body">${content}</main></body></html>`;
}

/** What of GitHub's style decides how much is on a screen. */
const style = `
:root { color-scheme: light dark; --page: light-dark(#fff, #0d1117); --ink: light-dark(#1f2328, #f0f6fc); --muted: light-dark(#59636e, #9198a1);
  --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#f6f8fa, #151b23); --link: light-dark(#0969da, #4493f8); }
body { margin: 0; background: var(--page); color: var(--ink); font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
main { max-width: 880px; margin: 16px auto; padding: 16px; border: 1px solid var(--line); border-radius: 6px; box-sizing: border-box; overflow-wrap: break-word; }
@media (max-width: 543px) { main { margin: 8px; padding: 8px; } }
main > :first-child { margin-top: 0; }
a { color: var(--link); }
h1, h2, h3 { margin: 24px 0 16px; line-height: 1.25; font-weight: 600; }
h2 { font-size: 1.5em; padding-bottom: .3em; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.25em; }
p, ul, ol, table, pre, details { margin: 0 0 16px; }
ul, ol { padding-left: 2em; }
code { font-family: ui-monospace, "Liberation Mono", monospace; font-size: 85%; padding: .2em .4em; background: light-dark(#818b981f, #656c7633); border-radius: 6px; }
pre { padding: 16px; overflow: auto; background: var(--soft); border-radius: 6px; }
pre code { padding: 0; background: none; }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; }
th, td { padding: 6px 13px; border: 1px solid var(--line); }
tr:nth-child(2n) { background: var(--soft); }
`;
