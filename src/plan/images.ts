import type { Inputs, InputsOf } from '../inputs/types.ts';
import type { PullWishes, RegistryLogin } from '../stack/images.ts';

/** The images of the pods, and how nodes pull them. */
export interface Images {
  openclaw: string;
  clawbench: string;
  mlflow: string;
  pull: PullWishes;
  /** Credentials for a pull Secret we make; null if we make none. */
  login: RegistryLogin | null;
  /** Name of the pull Secret in the pods, ours or an existing one; undefined for none. */
  pullSecret: string | undefined;
}

/** @param name the name of the evaluation's objects */
export function imagesOf(inputs: InputsOf<'images' | 'kind'>, name: string): Images {
  const login = registryLogin(inputs);
  return {
    openclaw: inputs.openclawImage,
    clawbench: inputs.clawbenchImage,
    mlflow: inputs.mlflowImage,
    pull: pullWishes(inputs),
    login,
    pullSecret: login === null ? (inputs.imagePullSecret ?? undefined) : `${name}-pull`,
  };
}

export function pullWishes(inputs: Pick<Inputs, 'imagePullPolicy' | 'loadImages'>): PullWishes {
  return { policy: inputs.imagePullPolicy, loaded: inputs.loadImages ?? [] };
}

type LoginInputs = Pick<Inputs, 'imageRegistry' | 'imageRegistryUsername' | 'imageRegistryPassword'>;

/** Null without the three inputs, which are set together or not at all. */
export function registryLogin(inputs: LoginInputs): RegistryLogin | null {
  const {
    imageRegistry: registry,
    imageRegistryUsername: username,
    imageRegistryPassword: password,
  } = inputs;
  if (registry === null || username === null || password === null) return null;
  return { registry, username, password };
}
