import { agentInputs } from './groups/agent.ts';
import { cleanupInputs } from './groups/cleanup.ts';
import { clusterInputs } from './groups/cluster.ts';
import { existingInputs } from './groups/existing.ts';
import { evalInputs } from './groups/eval.ts';
import { gateInputs } from './groups/gate.ts';
import { detachedInputs } from './groups/detached.ts';
import { imagesInputs } from './groups/images.ts';
import { jobInputs } from './groups/job.ts';
import { kindInputs } from './groups/kind.ts';
import { legsInputs } from './groups/legs.ts';
import { mlflowInputs } from './groups/mlflow.ts';
import { modeInputs } from './groups/mode.ts';
import { modelInputs } from './groups/model.ts';
import { podsInputs } from './groups/pods.ts';
import { reportInputs } from './groups/report.ts';
import { savedInputs } from './groups/saved.ts';
import { deployedInputs } from './groups/deployed.ts';
import { trendInputs } from './groups/trend.ts';
import { relayInputs } from './groups/relay.ts';
import { safetyInputs } from './groups/safety.ts';
import type { InputRow } from './row.ts';

/** Every input, in the order of docs/inputs.md. `npm run docs` makes action.yml and the tables of the documentation from it. */
export const inputTable = {
  ...modeInputs,
  ...savedInputs,
  ...legsInputs,
  ...trendInputs,
  ...clusterInputs,
  ...kindInputs,
  ...modelInputs,
  ...agentInputs,
  ...evalInputs,
  ...gateInputs,
  ...reportInputs,
  ...mlflowInputs,
  ...imagesInputs,
  ...jobInputs,
  ...podsInputs,
  ...relayInputs,
  ...existingInputs,
  ...detachedInputs,
  ...deployedInputs,
  ...safetyInputs,
  ...cleanupInputs,
} as const satisfies Record<string, InputRow>;
