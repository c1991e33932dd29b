import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

/** SQLAlchemy 2.1 cannot be imported by it. */
const REQUIREMENTS = ['mlflow[auth]==2.21.3', 'sqlalchemy<2.1'];
const START_MS = 240_000;

export const MLFLOW_USER = 'gate';
export const MLFLOW_PASSWORD = 'canary-mlflow-password-0123456789';
export const MLFLOW_TOKEN = 'canary-mlflow-token-0123456789';

/** An MLflow of somebody else's: version 2, with basic authentication. */
export interface MlflowServer {
  url: string;
  /** The same server behind a proxy that takes MLFLOW_TOKEN and nothing else. */
  tokenUrl: string;
  /** Its REST API; the answer is taken for what the caller says it is. */
  api<T extends object>(call: string, body?: object): Promise<T>;
  stop(): Promise<void>;
}

/** Starts the real server on this machine, at an address that pods reach. Installed once, from PyPI. */
export async function startMlflowServer(address: string, log: (line: string) => void): Promise<MlflowServer> {
  const packages = await installed(log);
  const directory = mkdtempSync(path.join(tmpdir(), 'clawbench-mlflow-'));
  const port = await freePort(address);
  const url = `http://${address}:${port}`;
  const settings = {
    default_permission: 'READ',
    database_uri: `sqlite:///${directory}/users.db`,
    admin_username: MLFLOW_USER,
    admin_password: MLFLOW_PASSWORD,
    authorization_function: 'mlflow.server.auth:authenticate_request_basic_auth',
  };
  const ini = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(path.join(directory, 'auth.ini'), ['[mlflow]', ...ini, ''].join('\n'));
  const flags = {
    host: address,
    port: String(port),
    workers: '1',
    'backend-store-uri': `sqlite:///${directory}/mlflow.db`,
    'artifacts-destination': path.join(directory, 'artifacts'),
    'app-name': 'basic-auth',
  };
  const child = spawn(
    'python3',
    ['-m', 'mlflow', 'server', ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)],
    {
      cwd: directory,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: directory,
        PYTHONPATH: packages,
        MLFLOW_AUTH_CONFIG_PATH: path.join(directory, 'auth.ini'),
        MLFLOW_FLASK_SERVER_SECRET_KEY: 'of this test alone',
      },
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const proxy = createServer((incoming, answer) => forward(url, incoming, answer)).listen(0, address);
  await once(proxy, 'listening');
  const stop = async (): Promise<void> => {
    proxy.closeAllConnections();
    proxy.close();
    const isRunning = child.exitCode === null && child.pid !== undefined;
    const ended = isRunning ? once(child, 'close') : Promise.resolve();
    // Its workers are processes of their own, in the group of its making.
    if (isRunning) process.kill(-child.pid, 'SIGKILL');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  const deadlineMs = Date.now() + START_MS;
  while (!(await answers(url))) {
    if (Date.now() > deadlineMs || child.exitCode !== null) {
      await stop();
      throw new Error(`MLflow did not start:\n${said.slice(-2000)}`);
    }
    await sleep(500);
  }
  return {
    url,
    tokenUrl: `http://${address}:${portOf(proxy.address())}`,
    stop,
    async api<T>(call: string, body?: object): Promise<T> {
      const { statusCode, body: answer } = await request(`${url}/api/2.0/mlflow/${call}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: basic(), 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (statusCode !== 200) throw new Error(`MLflow answered ${statusCode}: ${text}`);
      return JSON.parse(text);
    },
  };
}

function basic(): string {
  return `Basic ${Buffer.from(`${MLFLOW_USER}:${MLFLOW_PASSWORD}`).toString('base64')}`;
}

/** As a gateway in front of a server does: it looks at the token, and logs in by itself. */
function forward(url: string, incoming: IncomingMessage, answer: ServerResponse): void {
  if (incoming.headers.authorization !== `Bearer ${MLFLOW_TOKEN}`) {
    answer.writeHead(401).end('no such token');
    return;
  }
  const headers = { ...incoming.headers, authorization: basic() };
  const onward = httpRequest(`${url}${incoming.url}`, { method: incoming.method, headers }, (inner) => {
    answer.writeHead(inner.statusCode ?? 502, inner.headers);
    inner.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  incoming.pipe(onward);
}

async function installed(log: (line: string) => void): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const directory = path.join(cache, 'clawbench-k8s-action', 'mlflow-2.21.3');
  const marker = path.join(directory, 'requirements.txt');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === REQUIREMENTS.join('\n')) return directory;
  log('Installing MLflow 2.21.3 from PyPI (about a minute, once) …');
  const making = `${directory}.${process.pid}`;
  const args = ['-m', 'pip', 'install', '--quiet', '--target', making, ...REQUIREMENTS];
  const child = spawn('python3', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`pip ended with ${String(code)}.`);
  writeFileSync(path.join(making, 'requirements.txt'), REQUIREMENTS.join('\n'));
  rmSync(directory, { recursive: true, force: true });
  renameSync(making, directory);
  return directory;
}

async function freePort(address: string): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const port = portOf(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`${url}/health`);
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}
