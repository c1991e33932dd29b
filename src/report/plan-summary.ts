import type { Manifest } from '../kube/types.ts';
import type { Plan } from '../plan/plan.ts';
import { forecastFigures } from '../result/stats/forecast.ts';
import type { Gate } from '../result/verdict/gate.ts';
import { plural } from './figures.ts';
import { code, fitParts, table, text } from './markdown.ts';
import { details, list } from './opening.ts';
import { POWER_TITLE, powerTable } from './power.ts';
import { powerLines } from './plan-baseline.ts';
import { capsLine, gateLines } from './plan-runs.ts';
import { type PlanFacts, plannedPower, planLines } from './plan.ts';

const MOST_OBJECTS = 100;
const MOST_LINES = 30;

/**
 * A plan as a reviewer reads it before allowing the spend: what runs, what it is expected to cost, what would fail, and how
 * small a drop that could see. If it is too long, the objects are left out, then the sentences.
 */
export function renderPlanSummary(
  plan: Plan,
  facts: PlanFacts,
  objects: readonly Manifest[],
  maxBytes: number,
): string {
  const { runs, baseline, arm } = facts;
  const { gate } = plan.terms;
  const parts = [
    { name: 'title', rank: 0, markdown: `## 📋 ${text(planHeadline(plan, facts))}` },
    { name: 'forecast', rank: 0, markdown: text(forecastFact(plan, facts)) },
    {
      name: 'gate',
      rank: 1,
      markdown: list([
        failsIf(gate, facts),
        ...(arm === null || arm.cannotBeSeen === null ? [] : [arm.cannotBeSeen]),
        ...powerLines(baseline),
        ...gateLines(runs, gate, arm),
        capsLine(plan, runs, arm),
      ]),
    },
    { name: 'what more runs would show', rank: 2, markdown: moreRuns(facts, gate) },
    {
      name: 'sentences',
      rank: 2,
      markdown: details('All of the plan', list(planLines(plan, facts), MOST_LINES)),
    },
    {
      name: 'objects',
      rank: 3,
      markdown: details(`${plural(objects.length, 'object')} to create`, objectTable(objects)),
    },
  ];
  return `${fitParts(parts, maxBytes - 1, 'The log of the step has everything.')}\n`;
}

function moreRuns(facts: PlanFacts, { maxRegression }: Gate): string {
  const power = plannedPower(facts);
  return power === null ? '' : details(POWER_TITLE, powerTable(power, maxRegression));
}

/** What would run, in one sentence. */
function planHeadline({ model }: Plan, { runs: { tasks, runsPerTask }, arm }: PlanFacts): string {
  const what = tasks === null ? 'the whole suite' : plural(tasks, 'task');
  const beside = arm === null ? '' : `, and as many of ${arm.name} beside it`;
  return `Plan: ${what} × ${plural(runsPerTask, 'run')} of ${model.model}${beside}`;
}

/** `$7.10–9.20 · 2.5M–3.9M tokens · 20–35 min, forecast from main (run 123)`; an unknown cost is not 0. */
function forecastFact({ model }: Plan, { forecast, baseline, arm, forecastFrom }: PlanFacts): string {
  if (forecast === null) return 'Cost unknown: there is no earlier result to predict it from.';
  const isCostKnown = model.isPriceKnown && forecast.costUsd !== null;
  const figures = `${isCostKnown ? '' : 'cost unknown · '}${forecastFigures(forecast, isCostKnown)}`;
  const source = forecastFrom ?? baseline?.name ?? null;
  const from = `${arm === null ? '' : ' for both arms'}${source === null ? '' : `, forecast from ${source}`}`;
  const other = baseline?.otherModel ?? null;
  return `${figures}${from}${other === null ? '' : ` of ${other}, another model`}`;
}

function failsIf(
  { threshold, tierThresholds, requiredTasks, quarantined, maxRegression, taskRegression, confirmRuns }: Gate,
  { baseline, inMlflow, arm }: PlanFacts,
): string {
  const isCompared =
    arm !== null || inMlflow.length > 0 || (baseline !== null && baseline.otherModel === null);
  const rules = [
    ...(threshold === null ? [] : [`the score is below ${threshold}`]),
    ...Object.entries(tierThresholds).map(([tier, least]) => `${tier} is below ${least}`),
    ...(requiredTasks.length === 0 ? [] : [`a run of ${requiredTasks.join(', ')} fails`]),
    ...(isCompared
      ? [
          `the mean run score ${arm === null ? 'drops' : `is lower than that of ${arm.name}`} by more than ${maxRegression} and chance does not explain it`,
        ]
      : []),
    ...(isCompared && arm === null && taskRegression === 'fail' && confirmRuns > 0
      ? ['fresh runs confirm that a single task got worse']
      : []),
  ];
  const informing =
    quarantined.length === 0 ? '' : ` Tasks in quarantine (${quarantined.length}) only inform.`;
  return rules.length === 0
    ? `Nothing is gated: there is neither a threshold nor a baseline.${informing}`
    : `Fails if ${rules.join(', or ')}.${informing}`;
}

function objectTable(objects: readonly Manifest[]): string {
  const rows = objects
    .slice(0, MOST_OBJECTS)
    .map(({ kind, metadata }) => [code(kind), code(metadata.name), code(metadata.namespace ?? '–')]);
  return rows.length === 0 ? '' : table(['Kind', 'Name', 'Namespace'], rows);
}
