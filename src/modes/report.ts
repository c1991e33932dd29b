import type { Mode } from './mode.ts';

export const report: Mode = {
  does: 'puts the evaluations of a workflow run side by side, and says which is better',
  accepts: {
    groups: ['mode', 'legs', 'report'],
    also: ['result', 'on-inconclusive'],
    without: ['artifact-content'],
  },
  judges: true,
  operands: { usage: 'DIRECTORY…', input: 'result' },
  examples: ['./artifacts', './artifact-a ./artifact-b --json > leaderboard.json'],
  problems: () => [],
  async run(inputs, host) {
    const { reportLegs } = await import('../legs/report-legs.ts');
    const wish = {
      directories: inputs.result,
      runId: inputs.reportRunId,
      artifactName: inputs.artifactName,
      expected: inputs.expectedLegs,
      failOn: inputs.failOn,
    };
    return { kind: 'compared', report: await reportLegs(wish, host) };
  },
};
