import type { Clean } from '../base/clean.ts';
import { html, type Html, join, link } from '../report/html/markup.ts';
import { page } from '../report/html/page.ts';
import type { HistoryRecord, Series } from './history-record.ts';
import { seriesSection } from './page-series.ts';
import { pageStyle } from './page-style.ts';
import { stateIcons, windowWords } from './sentence.ts';

/** The history as one page without a network. */
export async function renderPage(history: Clean<HistoryRecord>): Promise<string> {
  const { series } = history;
  const [only, ...others] = series;
  const sections: Html[] = [];
  for (const one of series) sections.push(await seriesSection(one, { history, isOnly: others.length === 0 }));
  const title = only === undefined || others.length > 0 ? `${series.length} series` : only.findings.sentence;
  const body = html`<main>
${others.length > 0 && overview(history)}
${only === undefined && html`<h1>No evaluations were found</h1><p class="muted">${windowWords(history)}</p>`}
${sections}
${history.notes.length > 0 && html`<h2>Left out</h2><ul class="small">${history.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
</main>
<footer class="foot small muted"><p>Written on ${history.at.slice(0, 10)} by ${link('clawbench/k8s-action', 'https://github.com/clawbench/k8s-action')}. The same figures for programs: <a href="history.json">history.json</a>.</p></footer>`;
  const worst = series.find(({ findings }) => findings.state === 'slide') ?? only;
  return page({
    title: `ClawBench: ${title}`,
    icon: stateIcons[worst?.findings.state ?? 'too-few'],
    body,
    style: pageStyle,
  });
}

/** One line for each series, those that slide first. */
function overview(history: HistoryRecord): Html {
  const order = ['slide', 'gain', 'stable', 'too-few'];
  const rows = history.series.toSorted(
    (a, b) => order.indexOf(a.findings.state) - order.indexOf(b.findings.state),
  );
  const slides = rows.filter(({ findings }) => findings.state === 'slide').length;
  const title = slides === 0 ? 'No score slides' : `${slides} of ${rows.length} scores slide`;
  return html`<h1>${title}</h1>
<p class="muted">${windowWords(history)}</p>
<ul class="overview">${join(rows.map(overviewRow))}</ul>`;
}

function overviewRow({ id, name, findings }: Series): Html {
  return html`<li class="${findings.state}"><a href="#s-${id}">${name}</a> <span>${stateIcons[findings.state]} ${findings.sentence}</span></li>`;
}
