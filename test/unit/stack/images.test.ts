import { describe, expect, it } from 'vitest';
import { authOf, fullName, pullNotes, pullPolicyOf, pullSecret } from '../../../src/stack/images.ts';

const digest = `ghcr.io/owner/name@sha256:${'a'.repeat(64)}`;

describe('the pull policy of an image', () => {
  it.each([
    ['auto', 'ghcr.io/owner/name:1', undefined],
    ['auto', digest, 'IfNotPresent'],
    ['auto', 'my-harness:dev', 'IfNotPresent'],
    ['Always', 'ghcr.io/owner/name:1', 'Always'],
    ['Always', digest, 'IfNotPresent'],
    ['Always', 'ghcr.io/owner/name:latest@sha256:0', 'IfNotPresent'],
    ['Always', 'docker.io/library/my-harness:dev', 'IfNotPresent'],
    ['Never', digest, 'Never'],
    ['IfNotPresent', 'ghcr.io/owner/name', 'IfNotPresent'],
  ] as const)('is with %s for %s: %s', (policy, image, expected) => {
    expect(pullPolicyOf(image, { policy, loaded: ['my-harness:dev'] })).toBe(expected);
  });

  it('that was asked for and is not taken is told, once for each image', () => {
    const wishes = { policy: 'Always', loaded: ['my-harness:dev'] } as const;
    expect(pullNotes([digest, 'my-harness:dev', 'my-harness:dev', 'ghcr.io/owner/name:1'], wishes)).toEqual([
      `Image ${digest} is pinned by its digest: it is pulled only where it is missing, not always.`,
      'Image my-harness:dev was copied into the cluster: it is pulled only where it is missing, not always.',
    ]);
    expect(pullNotes([digest], { ...wishes, policy: 'auto' })).toEqual([]);
  });
});

it.each([
  ['busybox', 'docker.io/library/busybox:latest'],
  ['busybox:1', 'docker.io/library/busybox:1'],
  ['owner/name', 'docker.io/owner/name:latest'],
  ['localhost/name:1', 'localhost/name:1'],
  ['registry:5000/name', 'registry:5000/name:latest'],
  [digest, digest],
])('%s is %s', (image, full) => expect(fullName(image)).toBe(full));

describe('the Secret of a private registry', () => {
  const login = { registry: 'ghcr.io', username: 'robot', password: 'canary-registry-password' };
  const metadata = { name: 'clawbench-0a1b2c3d-pull', namespace: 'n' };

  it('is what docker login writes', () => {
    const secret = pullSecret(login, metadata);
    expect(secret).toMatchObject({ metadata, type: 'kubernetes.io/dockerconfigjson' });
    expect(JSON.parse(secret.stringData?.['.dockerconfigjson'] ?? '')).toEqual({
      auths: {
        'ghcr.io': {
          username: 'robot',
          password: 'canary-registry-password',
          auth: Buffer.from('robot:canary-registry-password').toString('base64'),
        },
      },
    });
    expect(authOf(login)).toBe(Buffer.from('robot:canary-registry-password').toString('base64'));
  });

  it('calls Docker Hub by the address the kubelet looks for', () => {
    const secret = pullSecret({ ...login, registry: 'docker.io' }, metadata);
    const { auths } = JSON.parse(secret.stringData?.['.dockerconfigjson'] ?? '');
    expect(Object.keys(auths)).toEqual(['https://index.docker.io/v1/']);
  });
});
