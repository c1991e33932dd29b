/**
 * The style of every page. All colours are variables with a light and a dark value, with a contrast of at least 4.5 to 1
 * for text; charts use the same ones. Nothing is told by colour alone.
 */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #0d1117);
  --surface: light-dark(#f6f8fa, #151b23);
  --line: light-dark(#d1d9e0, #3d444d);
  --ink: light-dark(#1f2328, #f0f6fc);
  --muted: light-dark(#59636e, #9198a1);
  --accent: light-dark(#0969da, #4493f8);
  --good: light-dark(#116329, #56d364);
  --bad: light-dark(#b31d28, #ff7b72);
  --unsure: light-dark(#7d4e00, #e3b341);
  --info: light-dark(#0550ae, #79c0ff);
  --good-tint: light-dark(#e6f6ea, #12261b);
  --bad-tint: light-dark(#ffeceb, #2d1618);
  --unsure-tint: light-dark(#fff6d9, #2a2211);
  --info-tint: light-dark(#e7f3ff, #121d2f);
  --head: light-dark(#0969da, #58a6ff);
  --baseline: light-dark(#7d4e00, #d29922);
  --grid: light-dark(#e4e8ec, #262c36);
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif;
}
main, .foot { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
main { padding-top: 1.25rem; padding-bottom: 2rem; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; font-weight: 600; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-bottom: .4rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
h4 { font-size: .875rem; margin: 1rem 0 .35rem; }
p, ul, ol, dl, figure { margin: 0 0 .75rem; }
ul, ol { padding-left: 1.25rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre, kbd { font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .85em; }
pre {
  margin: .25rem 0 .75rem; padding: .6rem .75rem; background: var(--surface); border: 1px solid var(--line); border-radius: 6px;
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow-y: auto; font-size: .8rem; line-height: 1.45;
}
.muted { color: var(--muted); }
.small { font-size: .875rem; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); } .unsure { color: var(--unsure); } .info { color: var(--info); }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.scroll { overflow-x: auto; margin: 0 0 .75rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
caption { text-align: left; padding: 0 0 .35rem; color: var(--muted); }
th, td { padding: .4rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: normal; }
th { font-weight: 600; }
thead th { color: var(--muted); font-size: .8rem; white-space: nowrap; border-bottom-width: 2px; }
td.number, th.number { text-align: right; }
tbody tr:last-child > * { border-bottom: 0; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .5rem; margin: .9rem 0; }
.figures > div { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: .5rem .75rem; min-width: 0; }
.figures dt { color: var(--muted); font-size: .8rem; }
.figures dd { margin: 0; font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; }
.figures dd small { display: block; font-size: .78rem; font-weight: 400; color: var(--muted); }

.chip {
  display: inline-block; padding: 0 .5rem; border-radius: 1rem; border: 1px solid var(--line); background: var(--surface);
  font-size: .78rem; line-height: 1.35rem; color: var(--ink); text-decoration: none; white-space: nowrap;
}
.chip.good { color: var(--good); background: var(--good-tint); border-color: currentColor; }
.chip.bad { color: var(--bad); background: var(--bad-tint); border-color: currentColor; }
.chip.unsure { color: var(--unsure); background: var(--unsure-tint); border-color: currentColor; }
.chip.info { color: var(--info); background: var(--info-tint); border-color: currentColor; }

details > summary { cursor: pointer; list-style: none; position: relative; padding-left: 1.1rem; }
details > summary::-webkit-details-marker { display: none; }
details > summary::before {
  content: ""; position: absolute; left: .15rem; top: .6em; width: .4rem; height: .4rem; margin-top: -.1rem;
  border: solid var(--muted); border-width: 0 2px 2px 0; transform: rotate(-45deg);
}
details[open] > summary::before { transform: rotate(45deg); }
details > summary:hover { background: var(--surface); }
details > summary.plain { color: var(--muted); font-size: .875rem; }

.chart { margin: 0 0 1rem; }
.chart figcaption { font-size: .875rem; color: var(--muted); margin-bottom: .35rem; }
.chart figcaption b { color: var(--ink); }
.plot { display: block; max-width: 100%; height: auto; font-family: inherit; font-size: 12px; color: var(--muted); overflow: visible; }
.plot text { white-space: pre; }
.plot.wide { display: none; }
@media (min-width: 48rem) { .plot.wide { display: block; } .plot.narrow { display: none; } }
.key { display: inline-block; margin-right: .9rem; white-space: nowrap; }
.key svg { vertical-align: -2px; margin-right: .3rem; }

@media (max-width: 30rem) {
  h1 { font-size: 1.3rem; }
  .figures { grid-template-columns: 1fr 1fr; }
}
@media print {
  :root { color-scheme: light; }
  body { font-size: 10pt; }
  main, .foot { max-width: none; padding: 0; }
  pre { max-height: none; }
  .no-print { display: none; }
  h2, h3 { break-after: avoid; }
  tr, .chart, .figures { break-inside: avoid; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
