import { describe, expect, test } from 'vitest';
import { completeWords } from '../../../src/cli/complete.ts';
import { modes } from '../../../src/modes/table.ts';

/** The words of a line whose last one is being written. */
const words = (line: string): string[] =>
  completeWords(line.split(' ')).map((found) => found.replace(/\t.*/, ''));

describe('a command line goes on with', () => {
  test('verbs', () => {
    expect(words('')).toEqual(expect.arrayContaining([...Object.keys(modes), 'completion', 'deploy-sh']));
    expect(words('ev')).toEqual(['eval']);
    expect(words('help res')).toEqual(['results']);
    expect(completeWords(['plan'])[0]).toMatch(/^plan\tshows what eval would apply/);
  });

  test('flags of the verb', () => {
    expect(words('eval --thr')).toEqual(['--threshold']);
    expect(words('eval --kubeconfig')).toEqual(['--kubeconfig']);
    expect(words('verdict --kubeconfig')).toEqual([]);
    expect(words('eval --openai-api-k')).toEqual([]);
    expect(words('eval --ver')).toEqual(['--verbose', '--version']);
    expect(words('eval --detach --thr')).toEqual(['--threshold']);
  });

  test('flags of deploy.sh', () => {
    expect(words('--add')).toEqual(['--add-sidecar']);
    expect(words('deploy-sh --add')).toEqual(['--add-sidecar']);
    expect(words('deploy-sh --threshold 0.5 --conc')).toEqual(['--concurrency']);
  });

  test('values of a closed list', () => {
    expect(words('eval --on-inconclusive ')).toEqual(['fail', 'warn', 'pass']);
    expect(words('eval --cluster ki')).toEqual(['kind']);
    expect(words('eval --cluster=ki')).toEqual(['--cluster=kind']);
    expect(words('deploy --components ')).toEqual(['openclaw', 'mlflow']);
    expect(words('completion ')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('values in the pieces that bash makes of --cluster=ki', () => {
    expect(words('eval --cluster = ki')).toEqual(['--cluster=kind']);
    expect(words('eval --cluster =')).toContain('--cluster=kind');
  });

  test('names of files, where they may be meant', () => {
    expect(words('eval --kubeconfig ')).toEqual([':files']);
    expect(words('eval --kubeconfig=/tmp')).toEqual([':files']);
    expect(words('verdict ')).toEqual([':files']);
    expect(words('verdict --threshold 0.5 ./a')).toEqual([':files']);
    expect(words('eval --threshold ')).toEqual([]);
    expect(words('eval --timeout ')).toEqual([]);
  });

  test('nothing after what does not exist', () => {
    expect(words('eval --treshold=')).toEqual([]);
    expect(words('version ')).not.toContain(':files');
  });
});
