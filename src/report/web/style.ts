/** The style of the report of one evaluation, beyond that of every page. */
export const reportStyle = `
.top { padding: .9rem 1rem; border: 1px solid; border-left-width: .4rem; border-radius: 8px; }
.top p { margin: 0; }
.icon { font-family: "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif; font-weight: 400; }
.top h1 { margin: .2rem 0 .3rem; color: var(--ink); }
.top .lead, .top .muted { color: var(--ink); }
.top.good { background: var(--good-tint); border-color: var(--good); }
.top.bad { background: var(--bad-tint); border-color: var(--bad); }
.top.unsure { background: var(--unsure-tint); border-color: var(--unsure); }
.top.info { background: var(--info-tint); border-color: var(--info); }
.causes p { margin: 0 0 .4rem; }
.causes ul { margin: 0 0 .5rem; padding: 0; list-style: none; }
.causes li { padding: .35rem 0; border-top: 1px solid var(--line); line-height: 1.35; }
.causes li b { margin-left: .3rem; }
@media (min-width: 48rem) { .causes ul { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 1.5rem; border-top: 1px solid var(--line); } .causes li { border: 0; } }
.jump { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-top: .75rem; font-size: .875rem; }

.filter { display: inline-block; margin: 0 .75rem .25rem 0; font-size: .875rem; color: var(--muted); }
.filter input {
  font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--muted); border-radius: 6px; padding: .25rem .5rem; width: 14rem;
}
.task { border: 1px solid var(--line); border-bottom-width: 0; }
h3 + .task { border-radius: 8px 8px 0 0; }
.task:last-child { border-bottom-width: 1px; border-radius: 0 0 8px 8px; }
h3 + .task:last-child { border-radius: 8px; }
.task > summary {
  display: grid; grid-template-columns: minmax(0, 20rem) 7.5rem 4.5rem minmax(0, 1fr); gap: .15rem .75rem; align-items: baseline;
  padding: .5rem .75rem .5rem 1.8rem;
}
.task > summary::before { left: .75rem; top: 1.05em; }
  .task > summary .chip { justify-self: start; }
.task > summary .scores { font-weight: 600; }
.task > summary .why { color: var(--muted); font-size: .875rem; }
.task[open] > summary { background: var(--surface); border-bottom: 1px solid var(--line); border-radius: inherit; }
.inside { padding: .6rem .75rem .75rem; scroll-margin-top: 5rem; }
.inside > :last-child { margin-bottom: 0; }
.run { border-top: 1px solid var(--line); }
.run > summary { padding: .4rem .25rem .4rem 1.3rem; }
.run > summary::before { left: .3rem; top: 1em; }
.run > .inside { padding: .25rem .25rem .75rem 1.3rem; }
h5 { margin: .4rem 0 0; font-size: .75rem; color: var(--muted); font-weight: 600; }
.steps { list-style: none; margin: .5rem 0 0; padding: 0; }
.steps > li { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .75rem; margin: 0 0 .6rem; }
.steps > .user { border-color: var(--baseline); }
.steps > .assistant { border-color: var(--head); }
.steps > li > b { font-size: .78rem; color: var(--muted); }
.said { white-space: pre-wrap; font-size: .9rem; }
.call { font-size: .875rem; }
.call > summary { padding: .15rem 0 .15rem 1.1rem; }
.call > summary code { overflow-wrap: anywhere; }
.sides { margin: .5rem 0 1rem; border: 1px solid var(--line); border-radius: 8px; padding: .5rem .75rem; }
.sides h4 { margin: 0 0 .5rem; }
.sides > p { margin: 0 0 .35rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .15rem 1rem; padding: .25rem .35rem; border-top: 1px solid var(--line); }
.pair.head { border-top: 0; font-size: .875rem; }
.pair p { margin: .15rem 0; }
.pair .side { display: none; }
.pair.parted { background: var(--unsure-tint); border: 1px solid var(--unsure); border-radius: 6px; }
.pair .mark { grid-column: 1 / -1; font-size: .8rem; font-weight: 600; color: var(--unsure); }
.bar { display: inline-block; width: 6rem; height: .5rem; margin-right: .5rem; vertical-align: middle; }
#more details, #logs details { border-top: 1px solid var(--line); }
#more > details > summary, #logs > details > summary { padding-top: .4rem; padding-bottom: .4rem; }
#more > details > summary::before, #logs > details > summary::before { top: 1.05em; }

@media (max-width: 48rem) {
  .task > summary { grid-template-columns: minmax(0, 1fr) auto; }
  .task > summary .name, .task > summary .why { grid-column: 1 / -1; }
  .pair { grid-template-columns: minmax(0, 1fr); }
  .pair.head { display: none; }
  .pair .side { display: block; font-size: .75rem; font-weight: 600; color: var(--muted); }
  .bar { width: 3rem; }
}
@media (max-width: 30rem) {
  main { padding-top: .5rem; }
  .top { padding: .6rem .75rem; }
  .figures { margin: .6rem 0; }
  .figures > div { padding: .35rem .6rem; }
}
`;
