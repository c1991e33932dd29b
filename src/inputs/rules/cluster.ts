import type { Inputs } from '../types.ts';
import { quote } from '../kinds.ts';
import { modes } from '../modes.ts';
import { inputTable } from '../table.ts';
import { isStandIn } from '../../base/secret.ts';
import { type SecretWords, when } from './words.ts';

export function clusterProblems(inputs: Inputs, words: SecretWords): string[] {
  const { cluster, kubeconfig } = inputs;
  return [
    ...when(
      cluster === 'kubeconfig' && kubeconfig === null,
      `Input \`kubeconfig\` is empty: ${words.kubeconfig}.`,
    ),
    ...contextProblems(inputs),
  ];
}

export function contextProblems({ mode, cluster, kubeconfig, context, namespace }: Inputs): string[] {
  return [
    ...when(
      (cluster === 'ambient' || cluster === 'in-cluster' || cluster === 'kind') && kubeconfig !== null,
      `Input \`kubeconfig\` contradicts \`cluster: ${cluster}\`: remove one of them.`,
    ),
    ...when(
      (cluster === 'in-cluster' || cluster === 'kind') && context !== null,
      `Input \`context\` contradicts \`cluster: ${cluster}\`, which has no contexts to choose from: remove one of them.`,
    ),
    ...when(
      cluster === 'kind' && !modes[mode].groups.some((group) => group === 'kind'),
      `Input \`cluster\` is kind, which is made for one evaluation and gone after it; \`mode: ${mode}\` works on a cluster that stays: write another.`,
    ),
    ...when(
      namespace !== null && /^(kube|openshift)(-|$)/.test(namespace),
      `Input \`namespace\` is ${quote(namespace ?? '')}: write another, this one belongs to the cluster itself.`,
    ),
  ];
}

/** Inputs for a cluster that is not made would do nothing, and nobody would see it. */
export function kindProblems(inputs: Inputs): string[] {
  if (inputs.cluster === 'kind') {
    return when(
      inputs.imagePullSecret !== null,
      'Input `image-pull-secret` names a Secret that must exist before, but `cluster: kind` is new: write `image-registry` with its user and password, or `load-images`.',
    );
  }
  const given = {
    'kind-version': inputs.kindVersion !== null,
    'kind-node-image': inputs.kindNodeImage !== null,
    'kind-config': inputs.kindConfig !== null,
    'kind-wait': `${inputs.kindWaitMs / 60_000}m` !== inputTable['kind-wait'].default,
    'load-images': inputs.loadImages !== null,
  };
  return Object.entries(given)
    .filter(([, isGiven]) => isGiven)
    .map(([name]) => `Input \`${name}\` is for \`cluster: kind\`: write that too, or remove it.`);
}

export function registryProblems(inputs: Inputs, words: SecretWords): string[] {
  const { imageRegistry, imageRegistryUsername, imageRegistryPassword, imagePullSecret } = inputs;
  const parts = [imageRegistry, imageRegistryUsername, imageRegistryPassword];
  const isComplete = parts.every((part) => part !== null);
  return [
    ...when(
      !isComplete && parts.some((part) => part !== null),
      `Inputs \`image-registry\`, \`image-registry-username\` and \`image-registry-password\` belong together: ${words.registry}.`,
    ),
    ...when(
      isComplete && imagePullSecret !== null,
      'Inputs `image-pull-secret` and `image-registry` are two ways to the same credentials: write one of them.',
    ),
    ...when(
      isComplete && isStandIn(imageRegistryPassword ?? ''),
      'Input `image-registry-password` is too short to be hidden in logs: write the password or token of the registry.',
    ),
  ];
}

export function networkProblems({ noProxy, httpsProxy }: Inputs): string[] {
  return when(
    noProxy !== null && httpsProxy === null,
    'Input `no-proxy` is for what does not go through `https-proxy`: write that too, or remove it.',
  );
}
