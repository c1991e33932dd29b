import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../cluster/processes.ts';
import type { providerFaults } from '../catalogue/provider.ts';
import type { StruckIn } from '../fault.ts';
import type { Strike } from '../strike.ts';

export const providerStrikes: Record<StruckIn<typeof providerFaults>, Strike> = {
  'provider-429': forSeconds(20, { kind: 'status', status: 429, retryAfterSeconds: 5 }),
  'provider-500': forSeconds(10, { kind: 'status', status: 500 }),
  'provider-503': forSeconds(20, { kind: 'status', status: 503 }),
  'provider-overloaded': forSeconds(20, { kind: 'status', status: 529 }),
  'provider-unreachable': forSeconds(20, { kind: 'reset' }),
  'provider-down': forSeconds(300, { kind: 'status', status: 503 }),
  'provider-cuts': once({ kind: 'cut' }),
  'provider-stalls': once({ kind: 'stall' }),
  'provider-empty': once({ kind: 'empty' }),
  'provider-page': once({ kind: 'page' }),
  'provider-other-model': once({ kind: 'other-model', model: 'scripted-cheap' }),
  'credit-used-up': fromNowOn({ kind: 'status', status: 402 }),
  'key-revoked': fromNowOn({ kind: 'status', status: 401 }),
};

function forSeconds(seconds: number, fault: object): Strike {
  return {
    async strike(scene) {
      await scene.behave({ fault });
      await sleep(seconds * 1000);
      await scene.behave({});
    },
  };
}

/** One answer; the evaluation goes on with the next. */
function once(fault: object): Strike {
  return {
    async strike(scene) {
      const before = (await scene.calls()).length;
      await scene.behave({ fault, when: { until: 1 } });
      // The one that was under way is answered as usual.
      const isOver = async (): Promise<boolean> => (await scene.calls()).length >= before + 2;
      await waitFor('the one answer', isOver, { timeoutMs: 120_000 });
    },
  };
}

function fromNowOn(fault: object): Strike {
  return { strike: async (scene) => await scene.behave({ fault }) };
}
