import type { InputsOf } from '../inputs/types.ts';
import { pullPolicyOf } from '../stack/images.ts';
import type { DeployedPod } from '../stack/deployed-pod.ts';
import { pullWishes, registryLogin } from './images.ts';

/** The pods of a deployment that stays, as far as the inputs decide about them. */
export type DeployedPodSettings = Omit<DeployedPod, 'isOpenShift'>;

export type DeployedPodInputs = InputsOf<'images' | 'kind' | 'deployed'>;

export function podSettings(
  namespace: string,
  image: string,
  inputs: DeployedPodInputs,
): DeployedPodSettings {
  return {
    namespace,
    image,
    imagePullPolicy: pullPolicyOf(image, pullWishes(inputs)),
    imagePullSecret: inputs.imagePullSecret ?? undefined,
    login: registryLogin(inputs),
    storageClass: inputs.storageClass ?? undefined,
  };
}
