import type { Kube } from '../kube/client.ts';
import type { EvalBackend } from '../backends/backend.ts';

/** How often is looked whether a lease is due; most of the time none is, and nothing is asked. */
const LOOK_MS = 15_000;

/**
 * Keeps the keys of all arms in the cluster until the signal of `kube` aborts: also those of an arm whose pods nobody asks,
 * because it waits for the other one and may be ordered to confirm something then.
 *
 * @param backends of the arms that there are now
 * @throws the signal's reason
 */
export async function keepKeys(
  kube: Pick<Kube, 'clock' | 'signal'>,
  backends: () => readonly Pick<EvalBackend, 'renewKeys'>[],
): Promise<never> {
  for (;;) {
    await Promise.all(backends().map((backend) => backend.renewKeys()));
    await kube.clock.sleep(LOOK_MS, kube.signal);
  }
}
