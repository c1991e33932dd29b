import { connect, type GatewayAddress } from './gateway.ts';
import { isObject } from './json.ts';

/**
 * Ends what a killed harness left going on in the gateway: its agents' turns would run on, and be paid, with nobody to
 * hear the answer. Best effort: what can not be reached has ended with the gateway.
 * @returns how many sessions were ended
 */
export async function abortRuns(address: GatewayAddress, signal: AbortSignal): Promise<number> {
  const gateway = await connect(address, 2000, signal);
  try {
    const { sessions } = await gateway.call('sessions.list', { limit: 500 }, 5000);
    const keys = (Array.isArray(sessions) ? sessions.filter(isObject) : [])
      .filter((session) => String(session['label']).startsWith('clawbench-'))
      .map((session) => String(session['key']));
    await Promise.all(
      keys.map((key) => gateway.call('sessions.abort', { key }, 5000).catch(() => undefined)),
    );
    return keys.length;
  } finally {
    gateway.close();
  }
}
