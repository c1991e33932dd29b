import { choices } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** What an evaluation refuses unless it is accepted by its name, with what the user then accepts. */
const risks = {
  'foreign-checkout':
    'a commit of a fork is evaluated in a workflow run that has secrets, as on `pull_request_target`',
  'pod-overlay-host':
    '`pod-overlay` gives the containers a hold on their node: host paths and ports, privileges, capabilities, no seccomp or AppArmor profile',
  'direct-provider':
    'a provider that the relay cannot forward to is called by the gateway itself, so the agent under test can read its key, and no cap holds for it',
  'network-not-enforced':
    '`network: model-only` is asked for in a cluster that does not enforce NetworkPolicies, so the pods reach everything',
} as const;

export type Risk = keyof typeof risks;

/** Risks that are no longer taken, and why. Workflows may still name them. */
export const retiredRisks = {
  'mlflow-credentials-in-attach':
    'credentials for MLflow no longer go into the pod of an existing OpenClaw: a pod of its own talks to MLflow',
} as const;

type RetiredRisk = keyof typeof retiredRisks;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object literal
const riskNames = Object.keys(risks) as Risk[];
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object literal
const retiredNames = Object.keys(retiredRisks) as RetiredRisk[];

/** What a user takes on knowingly. */
export const safetyInputs = {
  'accept-risks': {
    group: 'safety',
    kind: choices<Risk | RetiredRisk>(riskNames, retiredNames),
    lines: true,
    description: `Risks to take that are refused otherwise, by name: ${riskNames
      .map((name) => `\`${name}\` (${risks[name]})`)
      .join(', ')}.`,
  },
} as const satisfies Record<string, InputRow>;
