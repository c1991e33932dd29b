import { describe, expect, it } from 'vitest';
import { admissionRefusal, codeOfRefusal, isTerminal, podRefusal } from '../../../src/kube/refusal.ts';

describe('why admission refused a pod', () => {
  it.each([
    ['exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1', 'quota-exceeded', false],
    ['exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0', 'quota-exceeded', true],
    [
      'exceeded quota: q, requested: limits.memory=9Gi, used: limits.memory=0, limited: limits.memory=4Gi',
      'quota-exceeded',
      true,
    ],
    [
      'exceeded quota: q, requested: limits.memory=9Gi, used: limits.memory=6Gi, limited: limits.memory=12Gi',
      'quota-exceeded',
      false,
    ],
    [
      'exceeded quota: q, requested: limits.cpu=500m,limits.memory=9Gi, used: limits.cpu=1,limits.memory=0, limited: limits.cpu=1,limits.memory=9216Mi',
      'quota-exceeded',
      false,
    ],
    ['failed quota: q: must specify limits.cpu for: clawbench,gateway,results', 'quota-exceeded', true],
    ['insufficient quota to consume: pods', 'quota-exceeded', true],
    ['status unknown for quota: q, resources: pods', 'quota-exceeded', false],
    ['[maximum memory usage per Container is 1Gi, but limit is 2Gi]', 'quota-exceeded', true],
    ['[minimum cpu usage per Pod is 2.  No request is specified]', 'quota-exceeded', true],
    ['cpu max limit to request ratio per Container is 2, but provided ratio is 8.0', 'quota-exceeded', true],
    ['unable to validate against any security context constraint: []', 'admission-refused', true],
    ['violates PodSecurity "restricted:latest": x', 'admission-refused', true],
    ['admission webhook "validate.kyverno.svc" denied the request: no', 'admission-refused', true],
    ['admission webhook "x" denied the request without explanation', 'admission-refused', true],
    ["ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no", 'admission-refused', true],
    ['image policy webhook backend denied one or more images: x', 'admission-refused', true],
    ['no PriorityClass with name batch-low was found', 'admission-refused', true],
    ['pod rejected: RuntimeClass "gvisor" not found', 'admission-refused', true],
    ['error looking up service account n/a: serviceaccount "a" not found', 'admission-refused', false],
  ])('is recognized in "%s"', (message, code, terminal) => {
    const refusal = admissionRefusal(`pods "x" is forbidden: ${message}`);
    expect(refusal).toBeDefined();
    expect([codeOfRefusal(refusal!), isTerminal(refusal!)]).toEqual([code, terminal]);
  });

  it('is a limit below the request in a pod that is not valid', () => {
    const words =
      'Error creating: Pod "e-0-x" is invalid: [spec.initContainers[0].resources.requests: Invalid value: "500m": must be less than or equal to cpu limit of 100m, spec.containers[0].resources.requests: Invalid value: "250m": must be less than or equal to cpu limit of 100m]';
    expect(podRefusal(words)).toEqual({
      kind: 'invalid',
      above: [
        { list: 'initContainers', index: 0, resource: 'cpu', requested: '500m', limit: '100m' },
        { list: 'containers', index: 0, resource: 'cpu', requested: '250m', limit: '100m' },
      ],
    });
    const other = podRefusal('Error creating: Pod "e-0-x" is invalid: spec.x: Required value');
    expect(codeOfRefusal(other!)).toBe('bad-manifest');
    expect(isTerminal(other!)).toBe(true);
  });

  it('is nothing of the kind where a permission is missing', () => {
    expect(
      podRefusal('pods is forbidden: User "u" cannot create resource "pods" in API group ""'),
    ).toBeUndefined();
    expect(podRefusal('Internal error occurred: failed calling webhook "w": x')).toBeUndefined();
  });
});
