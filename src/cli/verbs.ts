import { evalVerb } from './eval.ts';
import { plainVerb } from './plain.ts';
import { planVerb } from './plan.ts';
import type { Verb } from './verb.ts';
import { verdictVerb } from './verdict.ts';

/** What the command line can do; each is a small file. */
export const verbs: Readonly<Record<string, Verb>> = {
  eval: evalVerb('eval'),
  plan: planVerb,
  attach: evalVerb('attach'),
  logs: plainVerb('logs'),
  results: evalVerb('results'),
  detach: plainVerb('detach'),
  deploy: plainVerb('deploy'),
  teardown: plainVerb('teardown'),
  sweep: plainVerb('sweep'),
  verdict: verdictVerb,
};
