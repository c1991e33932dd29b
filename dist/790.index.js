export const id = 790;
export const ids = [790];
export const modules = {

/***/ 32790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  linePlot: () => (/* binding */ linePlot),
  pointsPlot: () => (/* binding */ pointsPlot),
  seriesMark: () => (/* binding */ seriesMark),
  stripPlot: () => (/* binding */ stripPlot)
});

// EXTERNAL MODULE: ./node_modules/@observablehq/plot/src/index.js + 65 modules
var src = __webpack_require__(96232);
// EXTERNAL MODULE: ./node_modules/linkedom/esm/index.js + 184 modules
var esm = __webpack_require__(23543);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
;// CONCATENATED MODULE: ./lib/src/report/html/labels.js

const down = [0, -13, 13, -26, 26];
const aside = 9;
function labelsFor(points, { most, width, height, longest }) {
    const taken = [];
    return points.flatMap((point) => {
        if (!point.isMain)
            return [];
        const label = (0,plain_text/* oneLine */.TN)(point.label, longest);
        const length = label.length * 6.6 + 12;
        const x = most === 0 ? 0 : (point.x / most) * (width / 1.06);
        const sides = x > width / 2 ? [-aside, aside] : [aside, -aside];
        const places = down.flatMap((dy) => sides.map((dx) => {
            const left = dx < 0 ? x - length : x;
            return { dx, dy, left, right: left + length, y: (1 - point.y) * height + dy };
        }));
        const free = places.find(({ left, right, y }) => left >= 0 &&
            right <= width + 10 &&
            taken.every((other) => Math.abs(other.y - y) > 12 || other.right < left || other.left > right));
        if (free === undefined)
            return [];
        taken.push(free);
        return [{ point, label, dx: free.dx, dy: free.dy }];
    });
}

// EXTERNAL MODULE: ./lib/src/report/html/markup.js
var markup = __webpack_require__(45687);
;// CONCATENATED MODULE: ./lib/src/report/html/plots.js





const widths = { narrow: 340, wide: 1040 };
const { document: plots_document } = (0,esm/* parseHTML */.BW)('<!doctype html><html><body></body></html>');
const seriesColors = [
    'var(--head)',
    'var(--baseline)',
    'var(--good)',
    'var(--bad)',
    'var(--info)',
    'var(--unsure)',
];
const seriesDashes = ['none', '6 3', '2 3', '8 3 2 3', '1 2', '10 4'];
function seriesMark(index) {
    const { color, dash } = lookOf(index);
    return (0,markup/* html */.qy) `<path d="M0 6H12" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}" />`;
}
function lookOf(index) {
    return {
        color: seriesColors[index % seriesColors.length],
        dash: seriesDashes[index % seriesDashes.length],
    };
}
const grid = { stroke: 'var(--grid)', strokeOpacity: 1 };
const ink = 'var(--ink)';
function stripPlot({ rows }, size) {
    const isNarrow = size === 'narrow';
    const height = isNarrow ? 40 : 28;
    const lines = isNarrow ? { baseline: 0.55, head: 0.8 } : { baseline: 0.3, head: 0.7 };
    const strips = rows.flatMap((row, index) => ['baseline', 'head'].map((side) => ({ side, y: index + lines[side], runs: row[side] })));
    const dots = (side, passed) => strips
        .filter((strip) => strip.side === side)
        .flatMap(({ y, runs }) => runs.filter((run) => run.passed === passed).map(({ score, title }) => ({ x: score, y, title })));
    const means = strips
        .filter(({ runs }) => runs.length > 0)
        .map(({ y, runs }) => ({ x: runs.reduce((sum, { score }) => sum + score, 0) / runs.length, y }));
    const reach = 6 / height;
    const at = { x: 'x', y: 'y' };
    const run = isNarrow ? at : { ...at, title: 'title' };
    const labels = rows.map(({ label }, row) => ({ x: 0, y: row, label: (0,plain_text/* oneLine */.TN)(label, isNarrow ? 46 : 34) }));
    return draw(size, {
        height: rows.length * height + 30,
        marginLeft: isNarrow ? 8 : 230,
        marginRight: 12,
        marginTop: 24,
        marginBottom: 6,
        x: { domain: [0, 1], label: null },
        y: { domain: [0, Math.max(1, rows.length)], reverse: true, axis: null },
        marks: [
            (0,src/* gridX */.JD)(grid),
            (0,src/* axisX */.sF)({ anchor: 'top', ticks: 5, tickSize: 0 }),
            (0,src/* ruleY */.OJ)(rows.keys(), { ...grid }),
            (0,src/* text */.Qq)(labels, {
                ...at,
                text: 'label',
                fill: ink,
                ...(isNarrow
                    ? { textAnchor: 'start', dy: height * 0.26 }
                    : { textAnchor: 'end', dx: -12, dy: height / 2 }),
            }),
            (0,src/* dot */.Om)(dots('baseline', true), { ...run, r: 3.5, stroke: 'var(--baseline)', strokeWidth: 1.5 }),
            (0,src/* dot */.Om)(dots('baseline', false), {
                ...run,
                r: 3.5,
                symbol: 'times',
                stroke: 'var(--baseline)',
                strokeWidth: 1.8,
            }),
            (0,src/* dot */.Om)(dots('head', true), { ...run, r: 4, fill: 'var(--head)', fillOpacity: 0.75 }),
            (0,src/* dot */.Om)(dots('head', false), { ...run, r: 4, symbol: 'times', stroke: 'var(--head)', strokeWidth: 2 }),
            (0,src/* ruleX */.hI)(means, {
                x: 'x',
                y1: ({ y }) => y - reach,
                y2: ({ y }) => y + reach,
                stroke: ink,
                strokeWidth: 2.5,
            }),
        ],
    });
}
function linePlot(data, size) {
    const { label, isShare, domain = [0, 1], series, marks, gaps = [], fit = [] } = data;
    const isNarrow = size === 'narrow';
    return draw(size, {
        height: isNarrow ? 220 : 280,
        marginLeft: 44,
        marginRight: 16,
        marginTop: 28,
        marginBottom: 30,
        x: { type: 'utc', label: null },
        y: isShare ? { domain, label: null } : { zero: true, nice: true, label: null },
        marks: [
            (0,src/* gridY */.Qf)({ ...grid, ticks: 5 }),
            (0,src/* axisX */.sF)({ ticks: isNarrow ? 4 : 8, tickSize: 0 }),
            (0,src/* axisY */.l3)({ ticks: 5, tickSize: 0, label, labelAnchor: 'top', labelArrow: 'none' }),
            (0,src/* ruleX */.hI)(marks, { x: 'at', stroke: 'var(--muted)', strokeDasharray: '3 3' }),
            (0,src/* text */.Qq)(marks, {
                x: 'at',
                frameAnchor: 'top',
                text: ({ label: name }) => (0,plain_text/* oneLine */.TN)(name, 18),
                dy: -11,
                fill: 'var(--muted)',
            }),
            series.flatMap(({ points }, index) => {
                const { color, dash } = lookOf(index);
                const bounded = points.filter(({ lower, upper }) => lower !== undefined && upper !== undefined);
                const at = { x: 'at', y: 'value' };
                return [
                    (0,src/* areaY */.bU)(bounded, { x: 'at', y1: 'lower', y2: 'upper', fill: color, fillOpacity: 0.14 }),
                    (0,src/* line */.n8)(points, { ...at, stroke: color, strokeWidth: 2, strokeDasharray: dash }),
                    (0,src/* dot */.Om)(points, { ...at, r: 2.5, fill: color, ...(isNarrow ? {} : { title: 'title' }) }),
                    (0,src/* dot */.Om)(points.filter(({ isMarked }) => isMarked === true), { ...at, r: 7, stroke: 'var(--bad)', strokeWidth: 2 }),
                ];
            }),
            (0,src/* line */.n8)(fit, { x: 'at', y: 'value', stroke: ink, strokeWidth: 1.5, strokeDasharray: '7 5' }),
            (0,src/* dot */.Om)(gaps, {
                x: 'at',
                frameAnchor: 'bottom',
                symbol: 'times',
                r: 4,
                stroke: 'var(--unsure)',
                strokeWidth: 2,
                ...(isNarrow ? {} : { title: 'title' }),
            }),
        ],
    });
}
function pointsPlot({ xLabel, yLabel, points }, size) {
    const isNarrow = size === 'narrow';
    const plotHeight = isNarrow ? 260 : 340;
    const most = Math.max(0, ...points.map(({ x }) => x));
    const at = { x: 'x', y: 'y' };
    const bounded = points.filter(({ lower, upper }) => lower !== undefined && upper !== undefined);
    const main = points.filter(({ isMain }) => isMain);
    const names = labelsFor(points, {
        most,
        ...(isNarrow ? { width: 284, longest: 20 } : { width: 984, longest: 40 }),
        height: plotHeight - 68,
    });
    return draw(size, {
        height: plotHeight,
        marginLeft: 40,
        marginRight: 16,
        marginTop: 28,
        marginBottom: 40,
        x: { domain: [0, most === 0 ? 1 : most * 1.06], label: null },
        y: { domain: [0, 1], label: null },
        marks: [
            (0,src/* gridX */.JD)(grid),
            (0,src/* gridY */.Qf)(grid),
            (0,src/* axisX */.sF)({
                ticks: isNarrow ? 4 : 8,
                tickSize: 0,
                label: xLabel,
                labelAnchor: 'right',
                labelArrow: 'none',
            }),
            (0,src/* axisY */.l3)({ ticks: 5, tickSize: 0, label: yLabel, labelAnchor: 'top', labelArrow: 'none' }),
            (0,src/* ruleX */.hI)(bounded, { x: 'x', y1: 'lower', y2: 'upper', stroke: 'var(--muted)', strokeWidth: 1.5 }),
            (0,src/* dot */.Om)(points.filter(({ isMain }) => !isMain), { ...at, r: 4, stroke: 'var(--head)', strokeWidth: 1.5 }),
            (0,src/* dot */.Om)(main, { ...at, r: 5, fill: 'var(--head)' }),
            names.map(({ point, label, dx, dy }) => (0,src/* text */.Qq)([point], {
                ...at,
                text: () => label,
                dx,
                dy,
                textAnchor: dx < 0 ? 'end' : 'start',
                fill: ink,
                stroke: 'var(--page)',
                strokeWidth: 3,
            })),
        ],
    });
}
function draw(size, options) {
    const drawing = (0,src/* plot */.QI)({
        ...options,
        document: plots_document,
        width: widths[size],
        className: 'plot',
    });
    drawing.querySelector('style')?.remove();
    drawing.setAttribute('class', `plot ${size}`);
    for (const name of ['font-family', 'font-size', 'height'])
        drawing.removeAttribute(name);
    drawing.setAttribute('aria-hidden', 'true');
    return (0,markup/* trusted */.IZ)(drawing.outerHTML.replaceAll('\n', ' '));
}


/***/ })

};
