import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { benchmark } from '../../fixtures/result.ts';
import { checkout } from '../../fixtures/checkout.ts';

const sidecar = path.join(checkout, 'sidecar');

function python(
  args: string[],
  options: { input?: string; modules?: string } = {},
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync('python3', args, {
    encoding: 'utf8',
    input: options.input ?? '',
    env: { PATH: process.env['PATH'], PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: options.modules ?? sidecar },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('the gateway shim', () => {
  /** As much of ClawBench as the shim takes hold of. */
  const client = `
class Sockets:
    ConnectionClosed = "kept"
    def connect(self, url, **options):
        return [url, options]
websockets = Sockets()
class GatewayClient:
    calls = []
    async def _rpc(self, method, params=None, *, timeout=None):
        self.calls.append([method, params, timeout])
        if method == "sessions.create" and len(self.calls) < 4:
            raise RuntimeError("RPC sessions.create failed: INVALID_REQUEST - Unknown agent id \\"x\\"")
        if method == "sessions.delete":
            raise RuntimeError("no such session")
        return {"ok": True}
`;
  const cli = `
import asyncio, json, os, sys
from clawbench import client
def main():
    gateway = client.GatewayClient()
    connect = {"client": {"id": "openclaw-control-ui", "mode": "ui", "version": "0.4"}, "auth": {"token": "t"}}
    asyncio.run(gateway._rpc("connect", connect, timeout=5))
    created = asyncio.run(gateway._rpc("sessions.create", {"agentId": "x"}))
    try:
        asyncio.run(gateway._rpc("sessions.delete", {}))
    except RuntimeError as error:
        refused = str(error)
    print(json.dumps({
        "argv": sys.argv[1:],
        "calls": gateway.calls,
        "created": created,
        "refused": refused,
        "socket": client.websockets.connect("ws://x", additional_headers={"Origin": "http://x"}, max_size=1),
        "other": client.websockets.ConnectionClosed,
        "identity": os.environ["CLAWBENCH_DISABLE_GATEWAY_DEVICE_IDENTITY"],
    }))
`;

  test('has ClawBench connect as the backend client and wait for its agents, and changes nothing else', () => {
    const modules = mkdtempSync(path.join(tmpdir(), 'python-'));
    mkdirSync(path.join(modules, 'clawbench'));
    for (const [name, code] of Object.entries({ '__init__.py': '', 'client.py': client, 'cli.py': cli })) {
      writeFileSync(path.join(modules, 'clawbench', name), code);
    }
    const { code, out, err } = python([path.join(sidecar, 'gateway_shim.py'), 'run', '-m', 'x'], { modules });
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      argv: ['run', '-m', 'x'],
      calls: [
        [
          'connect',
          { client: { id: 'gateway-client', mode: 'backend', version: '0.4' }, auth: { token: 't' } },
          5,
        ],
        ['sessions.create', { agentId: 'x' }, null],
        ['sessions.create', { agentId: 'x' }, null],
        ['sessions.create', { agentId: 'x' }, null],
        ['sessions.delete', {}, null],
      ],
      created: { ok: true },
      refused: 'no such session',
      socket: ['ws://x', { max_size: 1 }],
      other: 'kept',
      identity: '1',
    });
  });
});

describe('the MLflow logger', () => {
  const script = path.join(sidecar, 'log_to_mlflow.py');
  const order = { trackingUri: 'http://mlflow:5000', experiment: { name: 'e' }, result: { model: 'm' } };

  test.each([
    ['nothing', '', 'not JSON'],
    ['no result', JSON.stringify({ ...order, result: null }), 'no result'],
    ['no server', JSON.stringify({ ...order, trackingUri: 'file:///tmp' }), 'is not an http or https URL'],
    ['no experiment', JSON.stringify({ ...order, experiment: {} }), 'Neither id nor name'],
  ])('that gets %s says so in one sentence', (_, input, words) => {
    const { code, out, err } = python([script], { input });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('makes metrics of every overall figure, tier and task, and of nothing else', () => {
    const result = benchmark('benchmark-27tasks-2026.7.35.json');
    const code = `
import json, sys, log_to_mlflow as m
order = json.load(sys.stdin)
order["metrics"]["broken"] = float("nan")
print(json.dumps({"metrics": m.metrics_of(order), "params": m.params_of(order), "tags": m.tags_of(order)}))`;
    const input = JSON.stringify({
      ...order,
      result,
      metrics: { 'valid runs': 27, 'odd:name': 1, text: 'x', flag: true },
      params: { long: 'x'.repeat(1000) },
      tags: { verdict: 'pass' },
    });
    const { out, err } = python(['-c', code], { input });
    expect(err).toBe('');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed above
    const logged = JSON.parse(out) as {
      metrics: [string, number, number][];
      params: Record<string, string>;
      tags: unknown;
    };
    const metrics = new Map(logged.metrics.map(([name, value, step]) => [name, { value, step }]));
    expect(metrics.get('overall_score')).toEqual({ value: result.overall_score, step: 0 });
    for (const [step, task] of result.task_results.entries()) {
      expect(metrics.get(`task/${task.task_id}/score`)).toEqual({ value: task.mean_task_score, step });
      expect(metrics.get(`task/${task.task_id}/reliability`)).toEqual({
        value: task.reliability_score,
        step,
      });
    }
    for (const tier of result.tier_results) {
      for (const axis of ['score', 'completion', 'trajectory', 'behavior', 'reliability']) {
        expect(metrics.has(`${tier.tier}/${axis}`)).toBe(true);
      }
    }
    const overall = Object.entries(result).filter(
      ([name, value]) => name.startsWith('overall_') && typeof value === 'number',
    );
    const tasks = result.task_results.length * 2 + result.tier_results.length * 5;
    expect(logged.metrics).toHaveLength(overall.length + tasks + 2);
    expect([metrics.has('valid runs'), metrics.has('odd_name')]).toEqual([true, true]);
    expect(logged.params).toMatchObject({
      model: 'openai/fake-1',
      openclaw_version: 'unknown',
      long: 'x'.repeat(500),
    });
    expect(logged.tags).toMatchObject({ submission_id: result.submission_id, verdict: 'pass' });
  });

  test('prints no credential', () => {
    const code = `
import log_to_mlflow as m
order = {"password": "canary-1", "token": "canary-2"}
print(m.words(Exception("for http://user:canary-1@host/ with canary-2:\\n" + "x" * 500), order))`;
    const { out } = python(['-c', code]);
    expect(out.trim()).toMatch(/^for http:\/\/host\/ with \*\*\*: x+…$/);
    expect(out.trim().length).toBe(300);
  });
});

describe('files for agents', () => {
  test('get into a workspace, but never replace files of the task', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'agent-files-'));
    const write = (name: string, text: string): void => {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    };
    write('given/AGENTS.md', 'given');
    write('given/skills/sum/SKILL.md', 'given');
    write('given/data/a.txt', 'given');
    write('given/linked/x', 'given');
    write('elsewhere/kept', 'kept');
    write('workspace/AGENTS.md', 'of the task');
    write('workspace/data', 'a file where a directory would be');
    symlinkSync('../elsewhere', path.join(root, 'workspace/linked'));
    const program = 'import sys, agent_files\nfor _ in range(2): agent_files.put_agent_files(sys.argv[1])';
    const { status, stderr } = spawnSync('python3', ['-c', program, path.join(root, 'workspace')], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        PYTHONPATH: sidecar,
        PYTHONDONTWRITEBYTECODE: '1',
        CLAWBENCH_AGENT_FILES: path.join(root, 'given'),
      },
    });
    const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
    expect([status, read('workspace/AGENTS.md'), read('workspace/skills/sum/SKILL.md')]).toEqual([
      0,
      'of the task',
      'given',
    ]);
    expect(readdirSync(path.join(root, 'elsewhere'))).toEqual(['kept']);
    expect(stderr.trim().split('\n').sort()).toEqual([
      'agent-files: AGENTS.md is left out because the task has its own',
      'agent-files: data/a.txt is left out because the task has its own',
      'agent-files: linked/x is left out because the task has its own',
    ]);
  });
});

describe('the check of MLflow', () => {
  const found = JSON.stringify({ experiment: { experiment_id: '7', lifecycle_stage: 'active' } });
  const none = JSON.stringify({ error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'no' });
  const byId = { id: '7' };
  const byName = { name: 'bench' };

  /** `requests`, as far as it is used; answers come in turn, and null is a connection that is refused. */
  function ask(experiment: object, answers: readonly (readonly [number, string] | null)[]): unknown {
    const directory = mkdtempSync(path.join(tmpdir(), 'requests-'));
    const fake = `
import json
class exceptions:
    class RequestException(Exception): pass
class Answer:
    def __init__(self, code, text): self.status_code, self.text = code, text
    def json(self): return json.loads(self.text)
answers = json.loads(${JSON.stringify(JSON.stringify(answers))})
def get(url, **_):
    answer = answers.pop(0)
    if answer is None: raise exceptions.RequestException("Connection refused")
    return Answer(*answer)
`;
    writeFileSync(path.join(directory, 'requests.py'), fake);
    const script =
      'import check_mlflow, runpy, time; time.sleep = lambda _: None; runpy.run_path(check_mlflow.__file__, run_name="__main__")';
    const order = { trackingUri: 'http://mlflow:5000', experiment, token: 'secret-token' };
    const { out, err } = python(['-c', script], {
      input: JSON.stringify(order),
      modules: `${sidecar}:${directory}`,
    });
    expect(err).toBe('');
    return JSON.parse(out);
  }

  test.each([
    ['an experiment that is there', byId, [[200, found]]],
    ['a name that is not there, which is made', byName, [[404, none]]],
    ['a server that needs a moment', byId, [null, [503, 'busy'], [200, found]]],
  ] as const)('is content with %s', (_, experiment, answers) => {
    expect(ask(experiment, answers)).toEqual({ problem: null, sentence: null });
  });

  test.each([
    ['experiment', 'MLflow at http://mlflow:5000 has no experiment 7.', byId, [[404, none]]],
    [
      'experiment',
      'The MLflow experiment "bench" at http://mlflow:5000 is deleted.',
      byName,
      [[200, found.replace('active', 'deleted')]],
    ],
    ['credentials', 'MLflow at http://mlflow:5000 refused the credentials (401).', byId, [[401, 'no']]],
    [
      'host',
      'MLflow at http://mlflow:5000 refuses requests under that host name.',
      byId,
      [[403, 'Invalid Host header - possible DNS rebinding attack detected']],
    ],
    ['unreachable', 'No MLflow answers at http://mlflow:5000: Connection refused', byId, [null, null, null]],
    [
      'server',
      'The server at http://mlflow:5000 does not answer as MLflow does (200): <html> ***',
      byId,
      [[200, '<html>\nsecret-token']],
    ],
  ] as const)('tells of %s: %s', (problem, sentence, experiment, answers) => {
    expect(ask(experiment, answers)).toEqual({ problem, sentence });
  });
});
