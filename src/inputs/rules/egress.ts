import type { InputsOf } from '../types.ts';
import { when } from './words.ts';

/** Problems of what pods may reach that are seen without knowing where the models are. */
export function egressProblems({ network, networkAllow, relay }: InputsOf<'relay'>): string[] {
  return [
    ...when(
      network === 'open' && networkAllow !== null,
      'Input `network-allow` is for `network: model-only`; with `open` the pods reach these addresses anyway: write that, or remove it.',
    ),
    ...when(
      network === 'model-only' && relay === 'off',
      'Input `network` is model-only, and only the relay knows where the models are, but `relay` is off: remove one of them.',
    ),
  ];
}
