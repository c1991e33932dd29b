import { access, constants, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { GATEWAY_PORT } from '../src/protocol/pod.ts';
import { podVariables } from '../src/protocol/pod-variables.ts';
import type { ProbeReport } from '../src/protocol/probe-report.ts';
import { isActionError } from '../src/base/errors.ts';
import type { Env } from './config.ts';
import { connect, type Gateway } from './gateway.ts';
import { asObject, parseObject } from './json.ts';

/** The gateway may have been restarted a moment ago. */
const gatewayTimeoutMs = 60_000;

/**
 * Inspects a gateway from within its container, without changing anything: the user it runs as, its memory, whether the
 * token is right, and the parts of its config that ClawBench needs.
 */
export async function probe(env: Env): Promise<ProbeReport> {
  const stateDir = env[podVariables.stateDir]?.trim() || path.join(homedir(), '.openclaw');
  const paths = (env[podVariables.probePaths] ?? '').split('\n').filter((item) => item !== '');
  const token =
    env[podVariables.probeToken] || env[podVariables.gatewayToken] || (await tokenInConfig(env, stateDir));
  const [memory, listening, writable, asked] = await Promise.all([
    memoryOf(),
    listeningOn(GATEWAY_PORT),
    Promise.all(paths.map(async (item) => ((await isWritable(item)) ? [item] : []))),
    askGateway(token ?? ''),
  ]);
  return {
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    nowMs: Date.now(),
    memory,
    stateDir,
    writable: writable.flat(),
    listening,
    token: token ?? null,
    ...asked,
  };
}

async function askGateway(token: string): Promise<Pick<ProbeReport, 'gateway' | 'config'>> {
  let gateway: Gateway;
  try {
    gateway = await connect({ port: GATEWAY_PORT, token }, gatewayTimeoutMs, AbortSignal.timeout(80_000));
  } catch (error) {
    if (!isActionError(error)) throw error;
    const { code, message } = error;
    const known = code === 'bad-config' || code === 'gateway-incompatible' ? code : 'gateway-not-ready';
    return { gateway: { code: known, message }, config: null };
  }
  try {
    const answer = await gateway.call('config.get', {});
    const config = asObject(answer['runtimeConfig'] ?? answer['config']);
    return { gateway: { version: gateway.version }, config: essentials(config) };
  } finally {
    gateway.close();
  }
}

function essentials(config: Record<string, unknown>): NonNullable<ProbeReport['config']> {
  const tools = asObject(config['tools']);
  const browser = asObject(config['browser'])['enabled'];
  const providers = Object.entries(asObject(asObject(config['models'])['providers']));
  return {
    browserEnabled: typeof browser === 'boolean' ? browser : null,
    toolsProfile: typeof tools['profile'] === 'string' ? tools['profile'] : null,
    alsoAllow: texts(tools['alsoAllow']),
    deny: texts(tools['deny']),
    providers: providers.map(([id, raw]) => {
      const { baseUrl, models } = asObject(raw);
      return {
        id,
        baseUrl: typeof baseUrl === 'string' ? baseUrl : null,
        models: (Array.isArray(models) ? models : []).map(asObject).map((model) => ({
          id: String(model['id']),
          priceKnown: Object.values(asObject(model['cost'])).some((price) => Number(price) > 0),
          contextWindow: typeof model['contextWindow'] === 'number' ? model['contextWindow'] : null,
        })),
      };
    }),
  };
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** The token in the config file, which the gateway's own answer hides; a reference to a variable does not count. */
async function tokenInConfig(env: Env, stateDir: string): Promise<string | undefined> {
  const file = env['OPENCLAW_CONFIG_PATH']?.trim() || path.join(stateDir, 'openclaw.json');
  const config = parseObject((await textOf(file)) ?? '') ?? {};
  const token = asObject(asObject(config['gateway'])['auth'])['token'];
  return typeof token === 'string' && token !== '' && !token.includes('${') ? token : undefined;
}

async function isWritable(file: string): Promise<boolean> {
  try {
    await access(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Memory of this container's cgroup, without file cache that can be reclaimed. */
async function memoryOf(): Promise<ProbeReport['memory']> {
  const v2 = '/sys/fs/cgroup';
  const v1 = '/sys/fs/cgroup/memory';
  const [limit, used, stat] = await Promise.all([
    numberIn(`${v2}/memory.max`, `${v1}/memory.limit_in_bytes`),
    numberIn(`${v2}/memory.current`, `${v1}/memory.usage_in_bytes`),
    firstText(`${v2}/memory.stat`, `${v1}/memory.stat`),
  ]);
  const cache = Number(/^(?:total_)?inactive_file (\d+)$/m.exec(stat ?? '')?.[1] ?? 0);
  return {
    // Without a limit, cgroup v1 reports the largest possible number of pages.
    limitBytes: limit === null || limit > 2 ** 53 ? null : limit,
    usedBytes: used === null ? null : Math.max(0, used - cache),
  };
}

async function numberIn(...files: string[]): Promise<number | null> {
  const text = (await firstText(...files))?.trim() ?? '';
  return /^\d+$/.test(text) ? Number(text) : null;
}

async function firstText(...files: string[]): Promise<string | undefined> {
  for (const file of files) {
    const text = await textOf(file);
    if (text !== undefined) return text;
  }
  return undefined;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

const LISTEN = '0A';

/**
 * Local addresses of listening sockets. The kernel is asked, because command line and config may contradict each other.
 */
async function listeningOn(port: number): Promise<string[]> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(textOf));
  const found = tables
    .flatMap((table) => (table ?? '').split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => state === LISTEN && local.endsWith(`:${hex(port)}`))
    .map(([, local = '']) => addressOf(local.split(':')[0] ?? ''));
  return [...new Set(found)].sort();
}

const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** The kernel writes words of 4 bytes, in reverse byte order. */
function addressOf(raw: string): string {
  const words = raw.match(/.{8}/g) ?? [];
  const octets = words.flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => parseInt(byte, 16)),
  );
  if (octets.length === 4) return octets.join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((octets[2 * index] ?? 0) << 8) | (octets[2 * index + 1] ?? 0)).toString(16),
  );
  const full = groups.join(':');
  if (full === '0:0:0:0:0:0:0:1') return '::1';
  return full === '0:0:0:0:0:0:0:0' ? '::' : full.replace(/^0:0:0:0:0:ffff:/, '::ffff:');
}
