import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { admissionRefusal, podRefusal } from '../../../src/kube/refusal.ts';
import type { Job, PodSpec } from '../../../src/kube/types.ts';
import { parseQuantity, writeQuantity } from '../../../src/kube/quantity.ts';
import { readManifest } from '../../../src/stack/manifests.ts';
import { asOverlay, containersOf, fittingAmounts } from '../../../src/stack/pod-amounts.ts';
import { overlayPod, parseOverlay } from '../../../src/stack/pod-overlay.ts';
import { checkout } from '../../fixtures/checkout.ts';

const { template } = (await readManifest<Job>(checkout, 'eval/job.yaml')).spec!;

/** The pod with what is advised, and the advice. */
function followed(words: string): { overlay: string; pod: PodSpec } {
  const overlay = asOverlay(fittingAmounts(podRefusal(words)!, template.spec!));
  return { overlay, pod: overlayPod(template, parseOverlay(overlay)).spec! };
}

function total(pod: PodSpec, section: 'requests' | 'limits', resource: string): number {
  return containersOf(pod).reduce(
    (sum, { resources }) => sum + parseQuantity(resources?.[section]?.[resource] ?? '0'),
    0,
  );
}

function isSound(pod: PodSpec): boolean {
  return containersOf(pod).every(({ resources }) =>
    Object.entries(resources?.limits ?? {}).every(
      ([resource, limit]) => !(parseQuantity(resources?.requests?.[resource] ?? '0') > parseQuantity(limit)),
    ),
  );
}

describe('the amounts that are advised', () => {
  it('are limits for the containers that have none', () => {
    const { overlay, pod } = followed(
      'failed quota: q: must specify limits.cpu for: clawbench,gateway,relay,results; requests.ephemeral-storage for: results',
    );
    expect(load(overlay)).toMatchObject({ spec: { containers: expect.anything() } });
    expect(containersOf(pod).map(({ resources }) => resources?.limits?.['cpu'])).toEqual([
      '2',
      '500m',
      '1',
      '500m',
    ]);
    expect(pod.containers[0]?.resources?.requests?.['ephemeral-storage']).toBe('100Mi');
    expect(isSound(pod)).toBe(true);
  });

  it('are as small as the quota, and not smaller than what is requested', () => {
    const refused = (hard: string): string =>
      `exceeded quota: q, requested: limits.memory=9472Mi, used: limits.memory=0, limited: limits.memory=${hard}`;
    const { pod } = followed(refused('4Gi'));
    expect(total(pod, 'limits', 'memory')).toBeLessThanOrEqual(parseQuantity('4Gi'));
    expect(isSound(pod)).toBe(true);
    expect(fittingAmounts(admissionRefusal(refused('1Gi'))!, template.spec!)).toEqual([]);
  });

  it('are limits of our own instead of those of a LimitRange', () => {
    const of = (index: number): string =>
      `spec.initContainers[${index}].resources.requests: Invalid value: "500m": must be less than or equal to cpu limit of 100m`;
    const { pod } = followed(`Pod "x" is invalid: [${of(0)}, ${of(2)}]`);
    expect(pod.initContainers?.map(({ resources }) => resources?.limits?.['cpu'])).toEqual([
      '2',
      undefined,
      '1',
    ]);
    expect(isSound(pod)).toBe(true);
  });

  it.each([
    ['maximum memory usage per Container is 2Gi, but limit is 4Gi', 'memory', '2Gi'],
    ['maximum cpu usage per Container is 200m.  No limit is specified', 'cpu', '200m'],
  ])('are within the bounds of a LimitRange: %s', (words, resource, most) => {
    const { pod } = followed(`pods "x" is forbidden: [${words}]`);
    for (const { resources } of containersOf(pod)) {
      expect(parseQuantity(resources?.limits?.[resource] ?? 'none')).toBeLessThanOrEqual(parseQuantity(most));
    }
    expect(isSound(pod)).toBe(true);
  });

  it('reach the least that a LimitRange asks for, its largest pod and its ratio', () => {
    const least = followed('[minimum cpu usage per Container is 300m, but request is 10m]').pod;
    for (const { resources } of containersOf(least))
      expect(parseQuantity(resources?.requests?.['cpu'] ?? '0')).toBeGreaterThanOrEqual(0.3);
    const pod = followed('[maximum memory usage per Pod is 6Gi, but limit is 9663676416]').pod;
    expect(total(pod, 'limits', 'memory')).toBeLessThanOrEqual(parseQuantity('6Gi'));
    const ratio = followed(
      '[memory max limit to request ratio per Container is 2, but provided ratio is 8.0]',
    ).pod;
    for (const { resources } of containersOf(ratio)) {
      const request = parseQuantity(resources?.requests?.['memory'] ?? '0');
      expect(parseQuantity(resources?.limits?.['memory'] ?? '0') / request).toBeLessThanOrEqual(2);
    }
  });
});

it('reads and writes quantities', () => {
  expect(['500m', '2', '1.5Gi', '1e3', '128974848', '12k', 'x'].map(parseQuantity)).toEqual([
    0.5,
    2,
    1.5 * 2 ** 30,
    1000,
    128974848,
    12000,
    NaN,
  ]);
  expect([0.5, 2, 0.29999].map((amount) => writeQuantity(amount, 'count'))).toEqual(['500m', '2', '299m']);
  expect([2 ** 31, 2 ** 20 * 1.5].map((amount) => writeQuantity(amount, 'bytes'))).toEqual(['2Gi', '1Mi']);
});
