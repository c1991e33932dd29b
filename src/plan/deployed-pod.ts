import type { Inputs } from '../inputs/types.ts';
import { pullPolicyOf } from '../stack/images.ts';
import type { DeployedPod } from '../stack/deployed-pod.ts';
import { pullWishes, registryLogin } from './images.ts';

export function deployedPod(
  namespace: string,
  image: string,
  inputs: Inputs,
  isOpenShift: boolean,
): DeployedPod {
  return {
    namespace,
    image,
    imagePullPolicy: pullPolicyOf(image, pullWishes(inputs)),
    imagePullSecret: inputs.imagePullSecret ?? undefined,
    login: registryLogin(inputs),
    storageClass: inputs.storageClass ?? undefined,
    isOpenShift,
  };
}
