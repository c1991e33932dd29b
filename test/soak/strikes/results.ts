import { MLFLOW_PASSWORD, MLFLOW_USER, startMlflowServer } from '../../e2e/mlflow-server.ts';
import { inPod } from '../../e2e/wire-lines.ts';
import type { resultFaults } from '../catalogue/results.ts';
import type { StruckIn } from '../fault.ts';
import type { Scene, Strike } from '../strike.ts';

export const resultStrikes: Record<StruckIn<typeof resultFaults>, Strike> = {
  'run-file-altered': {
    async strike(scene) {
      await inHarness(scene, 'f=$(find /results -name "run*.json" | head -n 1) && echo >> "$f"');
      await scene.behave({});
    },
  },
  'mlflow-down-at-end': {
    async arrange({ cluster }) {
      const server = await startMlflowServer(cluster.address, () => undefined);
      return {
        inputs: {
          mlflow: 'auto',
          'mlflow-tracking-uri': server.url,
          'mlflow-username': MLFLOW_USER,
          'mlflow-password': '${{ secrets.MLFLOW_PASSWORD }}',
        },
        secrets: { MLFLOW_PASSWORD },
        strike: async () => await server.stop(),
        undo: async () => await server.stop(),
      };
    },
  },
  'upload-fails-twice': {
    async arrange({ uploads }) {
      let refused = 0;
      uploads.fault = () => (refused++ < 2 ? 500 : undefined);
      return {};
    },
  },
  'upload-fails': {
    async arrange({ uploads }) {
      uploads.fault = () => 500;
      return {};
    },
  },
  'clock-ahead': otherClock(10),
  'clock-behind': otherClock(-10),
};

async function inHarness({ testbed, pod }: Scene, command: string): Promise<void> {
  await inPod(testbed, pod, 'clawbench', ['sh', '-c', command]);
}

/** The processes of the step have a clock that is so many minutes ahead. */
function otherClock(minutes: number): Strike {
  const program = `const Real = Date;
globalThis.Date = class extends Real {
  constructor(...parts) { if (parts.length === 0) super(Date.now()); else super(...parts); }
  static now() { return Real.now() + ${minutes * 60_000}; }
};`;
  return {
    arrange: async () => ({
      env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(program)}` },
    }),
  };
}
