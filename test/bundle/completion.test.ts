import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, dist } from './command.ts';

const directory = mkdtempSync(join(tmpdir(), 'completion-'));
symlinkSync(join(dist, 'cli.js'), join(directory, 'clawbench-k8s'));
const env = {
  HOME: directory,
  TERM: 'dumb',
  PATH: [directory, dirname(process.execPath), process.env['PATH']].join(delimiter),
};

function run(shell: string, args: readonly string[], timeout = 30_000): string {
  const { status, stdout, stderr } = spawnSync(shell, args, {
    cwd: directory,
    env,
    encoding: 'utf8',
    timeout,
  });
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
  return stdout;
}

function has(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit 0'], { env }).status === 0;
}

/** The completion script of a shell, as a file to source. */
function script(shell: string): string {
  const file = join(directory, `script.${shell}`);
  writeFileSync(file, cli(['completion', shell]).out);
  return file;
}

describe('bash', () => {
  /** What the function that `complete` registered offers for these words. */
  const offers = (...words: string[]): string[] => {
    const source = `source '${script('bash')}'
      complete -p clawbench-k8s >/dev/null
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      _clawbench_k8s
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['--norc', '-c', source, 'bash', 'clawbench-k8s', ...words])
      .split('\n')
      .slice(0, -1);
  };

  test('completes verbs, flags and values', () => {
    expect(offers('ev')).toEqual(['eval']);
    expect(offers('eval', '--thr')).toEqual(['--threshold']);
    expect(offers('eval', '--cluster', 'ki')).toEqual(['kind']);
    // Bash breaks words at `=`, and replaces what follows it.
    expect(offers('eval', '--cluster', '=', 'ki')).toEqual(['kind']);
  });

  test('evaluates nothing that stands on the line', () => {
    expect(offers('eval', '--label', '$(touch evaluated)', '--thr')).toEqual(['--threshold']);
    expect(spawnSync('ls', [directory], { encoding: 'utf8' }).stdout).not.toContain('evaluated');
  });
});

describe.skipIf(!has('zsh'))('zsh', () => {
  test('completes verbs, flags, values and files, as at a prompt', () => {
    const lines = ['ev', 'eval --thr', 'eval --cluster ki', 'eval --cluster=ki', 'verdict script.z'];
    const result = join(directory, 'lines');
    const source = `zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'autoload -U compinit; compinit -u -D; source ${script('zsh')}'
      zpty -w shell 'keep() { print -r -- "$BUFFER" >> ${result}; BUFFER=; zle redisplay }; zle -N keep'
      zpty -w shell 'bindkey "^I" complete-word; bindkey "^K" keep'
      for line in "$@"; do zpty -w -n shell "clawbench-k8s $line"$'\\t\\v'; done
      zpty -w shell 'print the-"e"nd; exit'
      while zpty -r shell output; do :; done`;
    run('zsh', ['-f', '-c', source, 'zsh', ...lines]);
    const written = readFileSync(result, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.trim());
    expect(written).toEqual([
      'clawbench-k8s eval',
      'clawbench-k8s eval --threshold',
      'clawbench-k8s eval --cluster kind',
      'clawbench-k8s eval --cluster=kind',
      'clawbench-k8s verdict script.zsh',
    ]);
  });
});

describe.skipIf(!has('fish'))('fish', () => {
  test('completes verbs, flags, values and files', () => {
    const lines = ['ev', 'eval --thr', 'eval --cluster ki', 'eval --cluster=ki', 'verdict script.fi'];
    const asked = lines.map((line) => `complete -C 'clawbench-k8s ${line}'`);
    const output = run('fish', ['--no-config', '-c', [`source ${script('fish')}`, ...asked].join('\n')]);
    expect(output.split('\n').map((line) => line.split('\t')[0])).toEqual([
      'eval',
      '--threshold',
      'kind',
      '--cluster=kind',
      'script.fish',
      '',
    ]);
  });
});
