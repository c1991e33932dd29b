/**
 * `npm run docs:picture`: docs/comment.png, the picture in the README. A regression is judged and rendered as in an
 * evaluation, and photographed in Chromium. Fonts differ between machines, so no check compares it.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { marked } from 'marked';
import { renderComment } from '../src/report/comment.ts';
import { stories } from '../test/fixtures/report-stories.ts';

const run = promisify(execFile);
const picture = join(dirname(import.meta.dirname), 'docs', 'comment.png');
const WIDTH = 830;
/** As GitHub shows a comment, as far as a reader would notice. */
const style = `
  body { margin: 0; padding: 12px; font: 14px/1.5 -apple-system, 'Segoe UI', 'Liberation Sans', 'Noto Sans', Helvetica, Arial, sans-serif; color: #1f2328; }
  article { border: 1px solid #d1d9e0; border-radius: 6px; }
  header { padding: 8px 16px; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; background: #f6f8fa; color: #59636e; }
  main { padding: 4px 16px 12px; }
  a { color: #0969da; }
  h2, h3 { margin: 14px 0 10px; font-size: 20px; line-height: 1.25; }
  h3 { font-size: 17.5px; }
  p, ul, table, details { margin: 0 0 12px; }
  ul { padding-left: 28px; }
  table { border-collapse: collapse; }
  th, td { padding: 5px 12px; border: 1px solid #d1d9e0; text-align: left; vertical-align: top; }
  tr:nth-child(2n) { background: #f6f8fa; }
  code { padding: 2px 5px; border-radius: 6px; background: #818b981f; font: 12px 'Liberation Mono', 'DejaVu Sans Mono', monospace; }
  summary { cursor: pointer; }
`;

const { verdict, facts } = stories.regression();
const comment = await marked(renderComment(verdict, facts), { gfm: true });
const directory = await mkdtemp(join(tmpdir(), 'picture-'));
try {
  const page = join(directory, 'comment.html');
  // The height is known once the page was laid out, so it is asked for before the photograph.
  await writeFile(
    page,
    `<!doctype html><meta charset="utf-8"><style>${style}</style>
    <article><header><b>github-actions</b> bot commented</header><main>${comment}</main></article>
    <script>document.documentElement.dataset.height = Math.ceil(document.body.getBoundingClientRect().height)</script>`,
  );
  const { stdout } = await chromium('--dump-dom', `file://${page}`);
  const [, height] = /data-height="(\d+)"/.exec(stdout) ?? [];
  if (height === undefined) throw new Error('Chromium did not lay the page out.');
  await chromium(
    `--screenshot=${picture}`,
    `--window-size=${WIDTH},${height}`,
    '--force-device-scale-factor=1.25',
    '--hide-scrollbars',
    `file://${page}`,
  );
} finally {
  await rm(directory, { recursive: true });
}

async function chromium(...args: string[]): Promise<{ stdout: string }> {
  const settings = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${directory}/profile`];
  return await run('chromium', [...settings, `--window-size=${WIDTH},2000`, ...args]);
}
