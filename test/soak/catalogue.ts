import { connectionFaults } from './catalogue/connection.ts';
import { podFaults } from './catalogue/pods.ts';
import { providerFaults } from './catalogue/provider.ts';
import { resultFaults } from './catalogue/results.ts';
import type { Fault, Faults, StruckIn } from './fault.ts';

/** All faults that were thought of, by where they strike. */
export const catalogue = {
  'The API server, and the way to it': connectionFaults,
  'Pods and nodes': podFaults,
  'The model provider': providerFaults,
  'Results, services and the runner': resultFaults,
} as const satisfies Record<string, Faults>;

const all = { ...connectionFaults, ...podFaults, ...providerFaults, ...resultFaults };

/** A fault that strikes an evaluation on the real cluster. */
export type Struck = StruckIn<typeof all>;

export const faults: Readonly<Record<keyof typeof all, Fault>> = all;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- filtered by what the type says
export const struck = Object.entries(faults).flatMap(([name, { shown }]) =>
  'evaluation' in shown ? [name] : [],
) as Struck[];
