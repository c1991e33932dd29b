import { ActionError, type ErrorCode, isActionError } from '../src/base/errors.ts';
import { type ShardFailure, shardFailures } from '../src/protocol/pod.ts';
import { writeDone } from './collect.ts';
import { gatewayLogPath } from './config.ts';
import { copyGatewayLog, lastGatewayLines } from './gateway-log.ts';
import type { End } from './journal.ts';
import { secretsOf, type Shard } from './shard.ts';
import { cleanWords, errorText } from './words.ts';

/** How the shard ended early, by the error that stopped it. */
export async function endOf({ endRequested, host }: Shard, error: unknown): Promise<End> {
  const requested = endRequested();
  if (requested !== undefined) return requested;
  const failure = isActionError(error) && isShardFailure(error.code) ? error.code : 'internal';
  const hint = isActionError(error) && error.hint !== undefined ? ` ${error.hint}` : '';
  const lines =
    failure === 'gateway-not-ready' ? await lastGatewayLines(gatewayLogPath(host.env, host.root), 5) : [];
  const log = lines.length > 0 ? ` Last lines of its log: ${lines.join(' | ')}` : '';
  const message = cleanWords(`${errorText(error)}${hint}${log}`, secretsOf(host), 2000);
  return { reason: 'failed', failure, message };
}

function isShardFailure(code: ErrorCode): code is ShardFailure {
  return shardFailures.some((failure) => failure === code);
}

/** Writes down how the shard ended early; from here on it only answers requests. */
export async function closeShard({ host, journal, paths, requests, say, status }: Shard): Promise<void> {
  const { end, lastRequest } = journal.entries;
  if (end === null) throw new ActionError('internal', 'A shard stopped without a reason.');
  await copyGatewayLog(gatewayLogPath(host.env, host.root), paths.gatewayLog);
  if (lastRequest?.status === 'accepted') await requests.settle(lastRequest.id);
  await status.flush();
  await writeDone(paths, {
    generation: lastRequest?.id ?? '',
    reason: end.reason,
    failure: end.failure,
    message: end.message,
    exitCode: null,
    results: journal.entries.results,
  });
  const { failure, message } = end;
  status.update({ phase: failure === null ? 'done' : 'failed', failure, message });
  say(`${failure ?? end.reason}: ${message}`);
}
