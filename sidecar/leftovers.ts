import { connect, type GatewayAddress } from './gateway.ts';
import { isObject } from '../src/base/json.ts';
import { asText } from './json.ts';

/** Agents and sessions of ClawBench's runs, `clawbench-<task>…-<hex>`; users do not choose such names. */
const runName = /^clawbench-.+-[0-9a-f]{6,8}(?:-.*)?$/;

/**
 * Ends the sessions and agents that a killed harness left in the gateway. Otherwise their turns would go on and be paid
 * for, and the agents would stay in the config.
 * @returns how many sessions and agents were ended
 */
export async function endLeftovers(
  address: GatewayAddress,
  signal: AbortSignal,
): Promise<{ sessions: number; agents: number }> {
  const gateway = await connect(address, 2000, signal);
  // Fails for what is already gone, which is fine.
  const quietly = async (method: string, params: Record<string, unknown>): Promise<void> => {
    await gateway.call(method, params, 10_000).catch(() => undefined);
  };
  const listed = async (method: string, field: string): Promise<Record<string, unknown>[]> => {
    const items = (await gateway.call(method, {}, 10_000))[field];
    return Array.isArray(items) ? items.filter(isObject) : [];
  };
  try {
    const sessions = (await listed('sessions.list', 'sessions'))
      .filter((session) => runName.test(asText(session['label'])))
      .map((session) => asText(session['key']));
    await Promise.all(sessions.map((key) => quietly('sessions.abort', { key })));
    await Promise.all(sessions.map((key) => quietly('sessions.delete', { key })));
    const agents = (await listed('agents.list', 'agents'))
      .filter((agent) => runName.test(asText(agent['name'])))
      .map((agent) => asText(agent['id']));
    for (const agentId of agents) await quietly('agents.delete', { agentId, deleteFiles: false });
    return { sessions: sessions.length, agents: agents.length };
  } finally {
    gateway.close();
  }
}
