import type { Inputs } from '../inputs/types.ts';
import { pullPolicyOf } from '../stack/images.ts';
import type { StandingPod } from '../stack/standing-pod.ts';
import { pullWishes, registryLogin } from './images.ts';

export function standingPod(
  namespace: string,
  image: string,
  inputs: Inputs,
  isOpenShift: boolean,
): StandingPod {
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
