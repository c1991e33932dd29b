import type { Log } from '../base/ports.ts';
import type { Kube } from './client.ts';
import { admissionReasons, isKubeError } from './errors.ts';

const EVERY_MS = 2000;

/** How long to wait for a quota to be freed, and where to say so. */
export interface QuotaPatience {
  budgetMs: number;
  log: Log;
}

/**
 * The same connection for objects that a quota counts: one that is merely used up is waited for, since others may free it.
 * The time is for all requests together.
 */
export function waitingForQuota(kube: Kube, { budgetMs, log }: QuotaPatience): Kube {
  const deadlineMs = kube.clock.now() + budgetMs;
  const told = new Set<string>();
  return {
    ...kube,
    async request(method, path, options) {
      for (;;) {
        try {
          return await kube.request(method, path, options);
        } catch (error) {
          if (!isKubeError(error, admissionReasons.usedUp) || kube.clock.now() >= deadlineMs) throw error;
          if (!told.has(error.message)) log.info(`${error.message} Waiting until the quota is freed.`);
          told.add(error.message);
          await kube.clock.sleep(EVERY_MS, options?.signal ?? kube.signal);
        }
      }
    },
  };
}
