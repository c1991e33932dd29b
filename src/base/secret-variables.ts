/**
 * Environment variables that secret inputs are read from. The inputs are in a room above the ones that start programs;
 * test/unit/inputs/secret-variables.test.ts holds this list against their table.
 */
const ofInputs = new Set([
  'ANTHROPIC_API_KEY',
  'CLAWBENCH_HTTPS_PROXY',
  'GEMINI_API_KEY',
  'GITHUB_TOKEN',
  'IMAGE_REGISTRY_PASSWORD',
  'MLFLOW_TRACKING_PASSWORD',
  'MLFLOW_TRACKING_TOKEN',
  'OPENAI_API_KEY',
  'OPENCLAW_GATEWAY_TOKEN',
  'OPENROUTER_API_KEY',
]);

/**
 * Inputs and state as the runner hands them over, its own tokens, and the files by which a step changes the job. Not the
 * token for OIDC: plugins such as kubelogin log in to a cloud with it.
 */
const ofRunner = [
  /^(?:INPUT|STATE)_/,
  /^ACTIONS_(?!ID_TOKEN_).*TOKEN$/,
  /^GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY)$/,
];

/** Whether a variable is kept from the programs we start, which get everything else: a login to a cloud needs it. */
export function isOursAlone(variable: string): boolean {
  const name = variable.toUpperCase();
  return ofInputs.has(name) || ofRunner.some((pattern) => pattern.test(name));
}
