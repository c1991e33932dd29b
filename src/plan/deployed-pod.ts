import type { InputsOf } from '../inputs/types.ts';
import { pullPolicyOf } from '../stack/images.ts';
import type { DeployedPod } from '../stack/deployed-pod.ts';
import { pullWishes, registryLogin } from './images.ts';

/** How the pods of something that stays are written, as far as the inputs decide it. */
export function podSettings(
  namespace: string,
  image: string,
  inputs: InputsOf<'images' | 'kind' | 'deployed'>,
): Omit<DeployedPod, 'isOpenShift'> {
  return {
    namespace,
    image,
    imagePullPolicy: pullPolicyOf(image, pullWishes(inputs)),
    imagePullSecret: inputs.imagePullSecret ?? undefined,
    login: registryLogin(inputs),
    storageClass: inputs.storageClass ?? undefined,
  };
}
