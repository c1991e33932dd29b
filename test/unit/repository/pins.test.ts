import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pinned, pinsIn, released } from '../../../scripts/pins.ts';
import { checkout } from '../../fixtures/checkout.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

function contentOf(file: string): string {
  return readFileSync(path.join(checkout, file), 'utf8');
}

const pins = pinsIn(contentOf('README.md'), contentOf('.github/pins/action.yml'));

describe('the pins', () => {
  test('are full commits with their version, except ours before its first release', () => {
    const loose = [...pins].filter(([, pin]) => !/^[0-9a-f]{40} # v\d+(?:\.\d+)+$/.test(pin));
    expect(loose.filter(([name, pin]) => name !== 'clawbench/k8s-action' || pin !== 'v1')).toEqual([]);
    expect(pins.size).toBeGreaterThan(5);
  });

  test('are those of our own workflows, too', () => {
    const folder = '.github/workflows';
    for (const name of readdirSync(path.join(checkout, folder))) {
      const text = contentOf(path.join(folder, name));
      expect([...pinsIn(text)].filter(([action, pin]) => (pins.get(action) ?? pin) !== pin)).toEqual([]);
    }
  });
});

describe('a page', () => {
  test('names the pinned commit, whatever it named', () => {
    const some = pinsIn(`- uses: acme/tool@${commit} # v2.0.0`, '- uses: clawbench/k8s-action@v1');
    expect(
      pinned('a.md', '- uses: acme/tool@v1\n  with: # v3\n- uses: acme/tool/sub@abc # v1.0\n', some),
    ).toBe(`- uses: acme/tool@${commit} # v2.0.0\n  with: # v3\n- uses: acme/tool/sub@${commit} # v2.0.0\n`);
  });

  test('may not use an action without a pin', () => {
    expect(() => pinned('docs/a.md', '- uses: acme/other@v1', pins)).toThrow(
      'docs/a.md uses acme/other, which has no pin: add it to .github/pins/action.yml',
    );
  });

  test('names a release of this action once there is one, and its files', () => {
    const raw = 'https://raw.githubusercontent.com/clawbench/k8s-action/main/manifests/rbac/eval.yaml';
    const before = `- uses: clawbench/k8s-action@v1\n- uses: clawbench/k8s-action@v1\n${raw}\n`;
    const first = released(before, 'v1.0.0', commit);
    const uses = `- uses: clawbench/k8s-action@${commit} # v1.0.0\n`;
    expect(first).toBe(`${uses}${uses}${raw.replace('/main/', `/${commit}/`)}\n`);
    const next = commit.replaceAll('0', 'f');
    expect(released(first, 'v1.1.0', next)).toBe(
      first.replaceAll(commit, next).replaceAll('v1.0.0', 'v1.1.0'),
    );
  });

  test.each([
    ['1.0.0', commit],
    ['v1.0.0', 'main'],
  ])('is not released as %s at %s', (version, at) => {
    expect(() => released('- uses: clawbench/k8s-action@v1', version, at)).toThrow('npm run pins -- v1.2.3');
  });
});
