import { historyProblems } from '../inputs/rules/history.ts';
import type { Mode } from './mode.ts';

export const history: Mode = {
  does: 'shows on one static page how score, cost and time changed over weeks, and finds slow slides',
  accepts: {
    groups: ['mode', 'trend'],
    also: [
      'github-token',
      'artifact-name',
      'mlflow-tracking-uri',
      'mlflow-experiment-name',
      'mlflow-experiment-id',
      'mlflow-username',
      'mlflow-password',
      'mlflow-token',
    ],
  },
  operands: { usage: 'DIR…', input: 'history-from' },
  examples: ['./artifacts', './artifacts old.json --history-path site'],
  problems: historyProblems,
  async run(inputs, host) {
    const { history: written } = await import('../trend/history.ts');
    return { kind: 'done', ...(await written(inputs, host)) };
  },
};
