import { providerKeyNames } from '../../stack/providers.ts';
import type { Surface } from '../types.ts';

/** A list with this problem, or an empty one. */
export function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}

/** What to write where a secret is missing: a step has inputs for it, a terminal its environment. */
export interface SecretWords {
  /** Finishes a sentence about the key of a provider, by its variable. The others finish one as well. */
  key: (variable: string) => string;
  realKey: (variable: string) => string;
  anyKey: string;
  kubeconfig: string;
  registry: string;
}

const forkHint = 'GitHub passes no secrets to pull requests from forks or by Dependabot';

export const secretWords: Readonly<Record<Surface, SecretWords>> = {
  workflow: {
    key: (variable) =>
      `write \${{ secrets.${variable} }}, or set ${variable} in the environment (${forkHint})`,
    realKey: (variable) => `write \${{ secrets.${variable} }}`,
    anyKey: `write \`openai-api-key\` or another (${forkHint})`,
    kubeconfig: `write the contents of a kubeconfig, for example \${{ secrets.KUBECONFIG }} (${forkHint})`,
    registry: `write all three, or none (${forkHint})`,
  },
  terminal: {
    key: (variable) => `set ${variable} in the environment`,
    realKey: (variable) => `set ${variable} in the environment to one`,
    anyKey: `set ${providerKeyNames.slice(0, -1).join(', ')} or ${providerKeyNames.at(-1)} in the environment`,
    kubeconfig:
      'write --kubeconfig PATH, or leave out --cluster and set KUBECONFIG, or write --cluster ambient for ~/.kube/config',
    registry: 'write all three, or none; the password is IMAGE_REGISTRY_PASSWORD in the environment',
  },
};
