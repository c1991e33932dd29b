import * as core from '@actions/core';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openWorkflowLog } from '../../../src/github/workflow-log.ts';
import { withoutCommands } from '../../../src/base/plain-text.ts';
import { attacks, hostileText } from '../../fixtures/attack-strings.ts';
import { commandsIn, parseCommand, runnerReads } from '../../fixtures/runner-commands.ts';

let output: string;

beforeEach(() => {
  output = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    output += String(chunk);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('a line of the log', () => {
  test('is no command of an attacker, even without the fence', () => {
    expect(new Set(attacks).size).toBe(300);
    // The others would be one after a clumsy cleaning.
    expect(attacks.filter((attack) => commandsIn(attack).length > 0).length).toBeGreaterThan(150);
    const successful = attacks.filter((attack) => {
      output = '';
      openWorkflowLog().info(attack);
      return commandsIn(output).length !== 1;
    });
    expect(successful).toEqual([]);
  });

  test('is never a command, whatever it holds', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        output = '';
        openWorkflowLog().info(text);
        expect(commandsIn(output).slice(1)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('stays readable', () => {
    openWorkflowLog().info('[3/4] t1-a (tier1/coding) run 1: + 1.00\n  at a::b ## x');
    expect(runnerReads(output).shown).toEqual([
      '[3/4] t1-a (tier1/coding) run 1: + 1.00',
      '  at a::b ## x',
      '',
    ]);
  });

  test('is cut at 4 KiB, between characters', () => {
    openWorkflowLog().info('ä'.repeat(100_000));
    const line = runnerReads(output).shown[0] ?? '';
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(4096);
    expect(line).toMatch(/^ä+ … \(200000 bytes, cut\)$/);
  });

  test.each(['##[', '::', '##[##[a', 'ä##[', 'hunter2-hunter2 ', '##[hunter2-hunter2'])(
    'of %j is cut at 4 KiB after all that is replaced in it',
    (part) => {
      const log = openWorkflowLog();
      log.mask(['hunter2-hunter2']);
      for (let shift = 0; shift < 6; shift++) {
        output = '';
        log.info('x'.repeat(shift) + part.repeat(3000));
        const [line = ''] = output.split('\n');
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(4096);
        expect(line).toMatch(/ bytes, cut\)$/);
        expect(line).not.toContain('hunter2');
        expect(line.replaceAll('***', '')).not.toContain('*');
        expect(parseCommand(line)).toBeNull();
      }
    },
  );
});

describe('the fence', () => {
  test('stands from the first line on, and a raw command behind it is not obeyed', () => {
    openWorkflowLog();
    process.stdout.write('::set-output name=score::1\n##[add-mask]a\n');
    expect(runnerReads(output)).toMatchObject({ obeyed: [], stopped: true });
  });

  test('lets exactly our own annotations, groups and masks through, whatever their text holds', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, text) => {
        output = '';
        const log = openWorkflowLog();
        log.mask(['hunter2-hunter2']);
        log.notice(title, text);
        log.warning(title, text);
        log.error(title, text);
        const endGroup = log.group(title);
        log.info(text);
        endGroup();
        endGroup();
        const { obeyed, stopped } = runnerReads(output);
        expect(obeyed.map(({ name }) => name)).toEqual([
          'add-mask',
          'notice',
          'warning',
          'error',
          'group',
          'endgroup',
        ]);
        expect(stopped).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('lets no attack through with an annotation, a group or a debug line of ours', () => {
    vi.stubEnv('RUNNER_DEBUG', '1');
    const successful = attacks.filter((attack) => {
      output = '';
      const log = openWorkflowLog();
      log.annotate([{ level: 'error', title: attack, text: attack }]);
      log.debug(attack);
      log.group(attack)();
      const { obeyed, stopped } = runnerReads(output);
      return !stopped || obeyed.map(({ name }) => name).join(' ') !== 'error group endgroup';
    });
    expect(successful).toEqual([]);
  });

  test('has a new token each time it goes up', () => {
    const log = openWorkflowLog();
    for (let i = 0; i < 10; i++) log.notice('t', 'x');
    const tokens = [...output.matchAll(/::stop-commands::([0-9a-f]{64})\n/g)].map(([, token]) => token);
    expect(new Set(tokens).size).toBe(11);
  });

  test('has one gap for several annotations', () => {
    const log = openWorkflowLog();
    log.annotate([
      { level: 'warning', title: 'a task', text: 'got worse' },
      { level: 'error', title: 'the verdict', text: 'fail' },
    ]);
    const { obeyed, stopped } = runnerReads(output);
    expect(obeyed.map(({ name }) => name)).toEqual(['warning', 'error']);
    expect(stopped).toBe(true);
    expect(output.match(/^::(?:stop-commands::)?[0-9a-f]{64}/gm)).toHaveLength(3);
  });

  test('lets a library mask its own secrets, and stays up', async () => {
    const log = openWorkflowLog();
    const write = process.stdout.write.bind(process.stdout);
    await log.unfenced(async () => {
      core.setSecret('signature%of an address');
      log.info('##[add-mask]not ours');
      core.info('Uploaded bytes 12');
      return Promise.resolve();
    });
    await expect(log.unfenced(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(process.stdout.write.bind(process.stdout).name).toBe(write.name);
    const { obeyed, stopped, shown } = runnerReads(output);
    expect(obeyed).toEqual([{ name: 'add-mask', properties: '', data: 'signature%25of an address' }]);
    expect(shown).toContain('Uploaded bytes 12');
    expect(shown).toContain('## [add-mask]not ours');
    expect(stopped).toBe(true);
    expect(log.secrets.clean('x signature%of an address')).toBe('x ***');
  });

  test('lets nothing else of a library through, whatever it quotes', async () => {
    const log = openWorkflowLog();
    const print: ((text: string) => void)[] = [
      (text) => core.info(`Downloading raw file (non-zip) to: /tmp/${text}`),
      (text) => core.debug(text),
      (text) => core.warning(text),
      (text) => core.error(text),
      (text) => process.stdout.write(text),
      (text) => process.stdout.write(Buffer.from(text)),
    ];
    await log.unfenced(async () => {
      await fc.assert(
        fc.asyncProperty(hostileText, fc.constantFrom(...print), async (text, how) => {
          output = '';
          how(`x\n${text}`);
          await Promise.resolve();
          expect(commandsIn(output)).toEqual([]);
        }),
        { numRuns: 1000 },
      );
    });
  });

  test('takes debug lines of a library as its own', async () => {
    vi.stubEnv('RUNNER_DEBUG', '1');
    const log = openWorkflowLog();
    await log.unfenced(async () => {
      core.debug('Content-Disposition: ::set-output name=x::1');
      return Promise.resolve();
    });
    expect(runnerReads(output).shown).toContain('debug: Content-Disposition: ::set-output name=x::1');
  });

  test('goes down when the log is closed', () => {
    const log = openWorkflowLog();
    log.info('x');
    log.close();
    expect(runnerReads(output).stopped).toBe(false);
  });
});

describe('an annotation', () => {
  test('carries title and text', () => {
    openWorkflowLog().error('Verdict: fail', 'Score 0.61, threshold 0.70.\nSee the summary.');
    expect(runnerReads(output).obeyed).toEqual([
      {
        name: 'error',
        properties: 'title=Verdict%3A fail',
        data: 'Score 0.61, threshold 0.70.%0ASee the summary.',
      },
    ]);
  });
});

describe('masking', () => {
  test('goes line by line and leaves short lines alone', () => {
    openWorkflowLog().mask(['first-line-of-key\nsecond-line-of-key\nend', 'short']);
    expect(runnerReads(output).obeyed.map(({ data }) => data)).toEqual([
      'first-line-of-key',
      'second-line-of-key',
    ]);
  });
});

describe('debug lines', () => {
  test('are printed only in debug runs', () => {
    openWorkflowLog().debug('quiet');
    expect(output).not.toContain('quiet');
    vi.stubEnv('RUNNER_DEBUG', '1');
    openWorkflowLog().debug('a\n::set-output name=x::1');
    expect(output).toContain('debug: a\ndebug: ::set-output name=x::1\n');
  });
});

test('a line without commands is left as it is', () => {
  expect(withoutCommands('std::vector<int> #[derive] : : ok')).toBe('std::vector<int> #[derive] : : ok');
});
