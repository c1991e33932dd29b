import { html, type Html, type Part } from './markup.ts';
import type { LinePlot, PointsPlot, Size, StripPlot } from './plots.ts';

/** What every chart says in words. */
export interface Caption {
  title: string;
  /** What a reader without the picture should know: what is shown, and what stands out. */
  description: string;
  /** Beside the title, for all readers: how to read the picture. */
  note?: string;
}

/** Every run of each row as a mark from 0 to 1: the baseline above, this result below; a cross did not pass. */
export async function stripChart(caption: Caption, data: StripPlot): Promise<Html> {
  const { stripPlot } = await plots();
  const hasBaseline = data.rows.some(({ baseline }) => baseline.length > 0);
  const keys = [
    key(html`<circle cx="6" cy="6" r="4" fill="var(--head)" />`, hasBaseline ? 'run of this result' : 'run'),
    hasBaseline &&
      key(
        html`<circle cx="6" cy="6" r="4" fill="none" stroke="var(--baseline)" stroke-width="1.5" />`,
        'run of the baseline',
      ),
    key(html`<path d="M2 2L10 10M2 10L10 2" stroke="var(--ink)" stroke-width="1.8" />`, 'did not pass'),
    key(html`<path d="M6 0V12" stroke="var(--ink)" stroke-width="2.5" />`, 'mean'),
  ];
  return figure({ ...caption, keys }, (size) => stripPlot(data, size));
}

/** Values over time with their intervals; marked moments are vertical lines. */
export async function lineChart(caption: Caption, data: LinePlot): Promise<Html> {
  const { linePlot, seriesMark } = await plots();
  const isEmpty = data.series.every(({ points }) => points.length === 0);
  const keys =
    data.series.length < 2 ? [] : data.series.map(({ name }, index) => key(seriesMark(index), name));
  return figure({ ...caption, keys }, (size) =>
    isEmpty ? html`<p class="plot ${size}">There is nothing to show yet.</p>` : linePlot(data, size),
  );
}

/** Named points with error bars, such as models by cost and score. */
export async function pointsChart(caption: Caption, data: PointsPlot): Promise<Html> {
  const { pointsPlot } = await plots();
  return figure({ ...caption, keys: [] }, (size) => pointsPlot(data, size));
}

/** The library that draws is large, and loaded when there is something to draw. */
const plots = async () => await import('./plots.ts');

/** The picture is hidden from screen readers, which read the description instead. */
function figure(caption: Caption & { keys: readonly Part[] }, draw: (size: Size) => Html): Html {
  const { title, description, note = '', keys } = caption;
  return html`<figure class="chart"><figcaption><b>${title}</b> ${note} <span class="hidden-text">${description}</span>${
    keys.length > 0 && html`<br>${keys}`
  }</figcaption>${draw('narrow')}${draw('wide')}</figure>`;
}

function key(mark: Html, label: string): Html {
  return html`<span class="key"><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">${mark}</svg>${label}</span>`;
}
