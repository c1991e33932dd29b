import type { ModelCall } from '../e2e/testbed.ts';
import type { EvalPod } from '../e2e/wire-lines.ts';
import type { Place } from './place.ts';

/** How a fault is brought about. */
export interface Strike {
  /** Before the evaluation starts. */
  arrange?: (place: Place) => Promise<Arranged>;
  /** While a run is under way. What passes by itself has passed when it returns. */
  strike?: (scene: Scene) => Promise<void>;
}

/** What an evaluation needs for a fault. */
export interface Arranged {
  inputs?: Record<string, string>;
  secrets?: Record<string, string>;
  env?: Record<string, string>;
  /** As in `Strike`, for what needs to know what was arranged. */
  strike?: (scene: Scene) => Promise<void>;
  /** Removes what was arranged, after the evaluation. */
  undo?: () => Promise<void>;
}

/** An evaluation in the middle of its runs. */
export interface Scene extends Place {
  pod: EvalPod;
  /** Changes how the provider treats the model; what is left out is as usual. */
  behave: (behaviour: object) => Promise<void>;
  /** Requests of runs to the model so far, each noted when it is answered. */
  calls(): Promise<ModelCall[]>;
}
