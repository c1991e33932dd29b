import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { initialState } from '../../../sidecar/status.ts';
import type { CollectedShard } from '../../../src/pods/collect.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { gatherEvidence } from '../../../src/eval/evidence.ts';
import type { ShardState } from '../../../src/protocol/pod.ts';
import { withTasksOf } from '../../../src/pods/shard-files.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { planFor, recordFor } from '../../fixtures/plan.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import { collectedShard } from '../../fixtures/collected-shard.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';

const inputs = loadInputs({ INPUT_KUBECONFIG: 'x', 'INPUT_OPENAI-API-KEY': 'sk-canary-0123456789' });
const record = recordFor(planFor(inputs));
const result = benchmark('benchmark-2tasks-pass.json');
const tasks = result.task_results.map((task) => task.task_id);
const running: ShardState = { ...initialState(0), phase: 'running', tasks, runsPerTask: 1 };

/** A collected shard with all runs of the result. */
function shard(index: number, state: ShardState | undefined, hasFiles: boolean): CollectedShard {
  const directory = mkdtempSync(path.join(tmpdir(), 'shard-'));
  const runFiles: string[] = [];
  if (hasFiles) {
    for (const entry of runFilesFor(result).values()) {
      const name = `run_cache/openai_gpt-5.5/v2-0a/${entry.task_id}/run${entry.run_index}.json`;
      mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
      writeFileSync(path.join(directory, name), JSON.stringify(entry));
      runFiles.push(name);
    }
    writeFileSync(path.join(directory, 'benchmark.json'), JSON.stringify(result));
  }
  return collectedShard({ index, directory, runFiles, state });
}

describe('the gathered evidence', () => {
  test('has a complete result if a shard had no task', async () => {
    const idle = shard(1, { ...running, tasks: [] }, false);
    const { result: whole, partial } = await gatherEvidence([shard(0, running, true), idle], record);
    expect(whole?.task_results.map((task) => task.task_id).sort()).toEqual([...tasks].sort());
    expect(partial).toBeNull();
    const lost = shard(1, undefined, false);
    expect((await gatherEvidence([shard(0, running, true), lost], record)).result).toBeNull();
    expect((await gatherEvidence([idle], record)).result).toBeNull();
  });

  test.each([
    ['quay.io/sallyom/clawbench:latest', 'quay.io/sallyom/clawbench@DIGEST'],
    ['mirror.example.com:5000/clawbench', 'mirror.example.com:5000/clawbench@DIGEST'],
    ['registry.example.com/harness:1.4', undefined],
    [`quay.io/sallyom/clawbench@sha256:${'b'.repeat(64)}`, undefined],
  ])('says which image %s was, if tomorrow it may be another', async (image, pin) => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const pod = {
      name: 'p',
      uid: 'u',
      node: 'n',
      images: { clawbench: `quay.io/sallyom/clawbench@${digest}` },
    };
    const ran = { ...record, inputs: { 'clawbench-image': image } };
    const { evidence } = await gatherEvidence([{ ...shard(0, running, true), pod }], ran);
    const written = evidence.remarks.map((remark) => / write (\S+)\.$/.exec(remark)?.[1]);
    expect(written).toEqual(pin === undefined ? [] : [pin.replace('DIGEST', digest)]);
  });

  test('knows the files of `tasks-dir`, which the fingerprint of the tasks does not', async () => {
    const sha256 = 'c'.repeat(64);
    const given = { sha256: 'd'.repeat(64), agent: null, tasks: { sha256, files: 3 } };
    const { evidence } = await gatherEvidence([shard(0, running, true)], { ...record, given });
    expect(judge(evidence, NO_GATE).identity).toMatchObject({ ownTasks: sha256, agentFiles: 'none' });
    const without = await gatherEvidence([shard(0, running, true)], record);
    expect(judge(without.evidence, NO_GATE).identity.ownTasks).toBe('none');
  });

  test('says nothing of an image that was copied into the cluster', async () => {
    const pod = { name: 'p', uid: 'u', node: 'n', images: { clawbench: `sha256:${'a'.repeat(64)}` } };
    const ran = { ...record, inputs: { 'clawbench-image': 'mine:latest', 'load-images': ['mine:latest'] } };
    const { evidence } = await gatherEvidence([{ ...shard(0, running, true), pod }], ran);
    expect(evidence.remarks).toEqual([]);
  });

  test('has the collected runs, even while the pod that replaces a lost one does not know its tasks', async () => {
    const state = withTasksOf(running, { ...initialState(0), message: 'waiting for the gateway' });
    const { evidence } = await gatherEvidence([shard(0, state, true)], record);
    expect(judge(evidence, NO_GATE).coverage.valid).toBeGreaterThan(0);
    expect(state.message).toBe('waiting for the gateway');
    const later = { ...initialState(0), tasks: ['t9-other'] };
    expect(withTasksOf(running, later)).toBe(later);
    expect(withTasksOf(undefined, later)).toBe(later);
  });
});
