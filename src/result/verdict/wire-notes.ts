import { plural } from '../../base/plural.ts';
import { allTokens } from '../../protocol/relay.ts';
import { sum } from '../stats/numbers.ts';
import type { Evidence } from './evidence.ts';
import { foreignNames, type EvalWire } from './eval-wire.ts';
import { runKey } from '../formats/run-cache.ts';

/** Below this share, two counts of tokens are alike: providers count a little otherwise than gateways. */
const ALIKE = 0.05;

/** What a reader should know of the figures that the relay counted. */
export function wireNotes(evidence: Evidence, model: string): string[] {
  const { wire } = evidence;
  if (wire === undefined) return [];
  const { totals, servedModels, unpriced, broken } = wire;
  const notes: string[] = [];
  const foreign = foreignNames(wire, model);
  if (servedModels.length > 1)
    notes.push(`More than one model, or snapshot of it, answered for ${model}: ${servedModels.join(', ')}.`);
  else if (foreign.length > 0) notes.push(`The provider answered for ${model} under the name ${foreign[0]}.`);
  notes.push(...harnessDifference(evidence));
  if (totals.unattributed > 0) notes.push(unattributed(wire));
  if (totals.estimated > 0)
    notes.push(
      `The provider did not report the tokens of ${totals.estimated} of ${plural(totals.requests, 'request')}: they are estimated by size.`,
    );
  if (unpriced > 0 && evidence.priceKnown)
    notes.push(
      `The relay does not know the price of ${plural(unpriced, 'request')}: the cost is OpenClaw's, of the runs that are home.`,
    );
  if (totals.waitedMs >= 1000)
    notes.push(
      `Requests waited ${Math.round(totals.waitedMs / 1000)} s for the provider's limits or outages, all together.`,
    );
  if (broken > 0)
    notes.push(
      `${plural(broken, 'line')} of the relay's journal could not be read: what they said of requests is not known.`,
    );
  return notes;
}

function unattributed({ totals, others }: EvalWire): string {
  const what = `${plural(totals.unattributed, 'request')} of ${totals.requests} to models ${totals.unattributed === 1 ? 'belongs' : 'belong'} to no run`;
  if (others.tokens === 0) return `${what}.`;
  const cost = others.costUsd > 0 ? `, ${dollars(others.costUsd)}` : '';
  return `${what} that is known (${others.tokens.toLocaleString('en-US')} tokens${cost}): the agent's own programs, or the gateway's.`;
}

/** The same runs, counted by the relay and by the harness: tries that came to no file are in neither. */
function harnessDifference({ health, runFiles }: Evidence): string[] {
  const both = health.flatMap(({ taskId, runIndex, spent }) => {
    const entry = runFiles?.get(runKey(taskId, runIndex));
    if (spent === undefined || entry === undefined) return [];
    return [{ wire: allTokens(spent.tokens), harness: entry.token_usage.total_tokens }];
  });
  const wire = sum(both, (run) => run.wire);
  const harness = sum(both, (run) => run.harness);
  if (Math.abs(wire - harness) <= ALIKE * Math.max(wire, harness)) return [];
  const [counted, told] = [wire, harness].map((tokens) => Math.round(tokens).toLocaleString('en-US'));
  return [
    `For the same ${plural(both.length, 'run')} the relay counted ${counted} tokens and the harness ${told}; the relay's figures are used.`,
  ];
}

const dollars = (usd: number): string => (usd < 0.01 ? 'less than $0.01' : `$${usd.toFixed(2)}`);
