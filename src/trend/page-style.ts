/** What the page of a history has beyond the style of every page. */
export const pageStyle = `
.overview { list-style: none; padding: 0; }
.overview li { padding: .5rem .75rem; border-left: 4px solid var(--line); background: var(--surface); margin-bottom: .4rem; border-radius: 0 6px 6px 0; }
.overview li a { font-weight: 600; display: block; }
.overview .slide { border-left-color: var(--bad); background: var(--bad-tint); }
.overview .gain { border-left-color: var(--good); }
.beside { display: grid; gap: 0 1.5rem; }
.changes { list-style: none; padding: 0; font-size: .875rem; }
.changes li { padding: .15rem 0; }
.changes b { display: inline-block; min-width: 1.6rem; }
.tasks { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.75rem, 1fr)); gap: .5rem; margin: 0 0 .75rem; padding: 0; list-style: none; }
.tasks > li { border: 1px solid var(--line); border-radius: 8px; padding: .5rem .6rem; min-width: 0; font-size: .8rem; break-inside: avoid; }
.tasks > .slide { border-color: var(--bad); background: var(--bad-tint); }
.tasks > .gain { border-color: var(--good); background: var(--good-tint); }
.tasks h4 { margin: 0 0 .25rem; font-size: .8rem; overflow-wrap: anywhere; }
.tasks p { margin: 0; display: flex; justify-content: space-between; gap: .5rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.tasks p b { color: var(--ink); }
.spark { display: block; width: 100%; height: 2.6rem; overflow: visible; margin: .1rem 0 .35rem; }
.spark.other { height: 1.1rem; }
.spark path { fill: none; vector-effect: non-scaling-stroke; stroke-linecap: round; stroke-linejoin: round; }
.spark .line { stroke: var(--head); stroke-width: 1.6; }
.spark .end { stroke: var(--head); stroke-width: 5; }
.spark.other .line, .spark.other .end { stroke: var(--muted); }
.spark.other .line { stroke-width: 1.2; } .spark.other .end { stroke-width: 4; }
tr.gap td { color: var(--unsure); }
td.date { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.cause { white-space: normal; min-width: 12rem; }
@media (min-width: 48rem) { .beside.two { grid-template-columns: 1fr 1fr; } .beside.two .plot.wide { display: none; } .beside.two .plot.narrow { display: block; width: 26rem; } }
`;
