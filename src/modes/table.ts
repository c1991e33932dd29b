import { attach } from './attach.ts';
import { deploy } from './deploy.ts';
import { detach } from './detach.ts';
import { evaluate } from './eval.ts';
import { history } from './history.ts';
import { logs } from './logs.ts';
import type { Mode } from './mode.ts';
import { plan } from './plan.ts';
import { report } from './report.ts';
import { results } from './results.ts';
import { sweep } from './sweep.ts';
import { teardown } from './teardown.ts';
import { verdict } from './verdict.ts';

/** Everything the action can be asked to do, in the order of the documentation. */
export const modes: Readonly<Record<string, Mode>> = {
  eval: evaluate,
  plan,
  attach,
  detach,
  logs,
  results,
  deploy,
  teardown,
  sweep,
  verdict,
  report,
  history,
};
