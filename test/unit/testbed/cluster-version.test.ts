import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultVersion, kubeModule, parseVersion, versionIn, withVersion } from '../../cluster/version.ts';

const goMod = `module example.com/kube

require (
	github.com/other/kubernetes v1.34.4
	go.etcd.io/etcd/server/v3 v3.6.4
	k8s.io/api v0.34.4
	k8s.io/klog/v2 v2.130.1
	k8s.io/kubernetes v1.34.4
	k8s.io/kubelet v0.34.4 // indirect
	k8s.io/cri-client v0.0.0 // indirect
	k8s.io/utils v0.0.0-20250820121507-0af2bda4dd1d // indirect
	sigs.k8s.io/provisioner v0.34.4
)

replace k8s.io/api => k8s.io/api v0.34.4
`;

describe('the version of Kubernetes that a user types', () => {
  test.each([
    ['1.34.3', '1.34.3'],
    ['v1.34.3', '1.34.3'],
    ['1.34.10', '1.34.10'],
  ])('may be %s', (text, version) => {
    expect(parseVersion(text, '1.34.4')).toBe(version);
  });

  test.each(['', '1.34', 'latest', '1.34.4.1', '1.34.4 ', '1.34.x', '1.34.4-rc.1', '../1.34.4'])(
    'is refused in one sentence when it is "%s"',
    (text) => {
      expect(() => parseVersion(text, '1.34.4')).toThrow(/^"[^"]*" is no version of Kubernetes; [^\n]*\.$/);
    },
  );

  test.each(['1.33.4', '1.35.0', '2.34.4', '1.3.4', '0.34.4'])(
    'is refused in one sentence when its line cannot be built: %s',
    (text) => {
      expect(() => parseVersion(text, '1.34.4')).toThrow(
        new RegExp(`^Kubernetes ${text} cannot be built here, only 1\\.34\\.x[^\\n]*\\.$`),
      );
    },
  );
});

describe('the go.mod for another version of Kubernetes', () => {
  test('has Kubernetes and its staging modules in that version, and nothing else changed', () => {
    expect(withVersion(goMod, '1.34.12')).toBe(`module example.com/kube

require (
	github.com/other/kubernetes v1.34.4
	go.etcd.io/etcd/server/v3 v3.6.4
	k8s.io/api v0.34.12
	k8s.io/klog/v2 v2.130.1
	k8s.io/kubernetes v1.34.12
	k8s.io/kubelet v0.34.12 // indirect
	k8s.io/cri-client v0.0.0 // indirect
	k8s.io/utils v0.0.0-20250820121507-0af2bda4dd1d // indirect
	sigs.k8s.io/provisioner v0.34.4
)

replace k8s.io/api => k8s.io/api v0.34.12
`);
  });

  test('of the cluster names the other version everywhere, and comes back unchanged', () => {
    const own = readFileSync(join(kubeModule, 'go.mod'), 'utf8');
    expect(versionIn(own)).toBe(defaultVersion());
    fc.assert(
      fc.property(fc.nat({ max: 99 }), (patch) => {
        const version = defaultVersion().replace(/\d+$/, String(patch));
        const other = withVersion(own, version);
        expect(versionIn(other)).toBe(version);
        // Every staging module is replaced by one of the same version, or the build would mix two.
        const replacements = [...other.matchAll(/=> k8s\.io\/\S+ v(\S+)/g)].map((match) => match[1]);
        expect(replacements.length).toBeGreaterThan(20);
        expect(new Set(replacements)).toEqual(new Set([version.replace(/^1/, '0')]));
        expect(withVersion(other, defaultVersion())).toBe(own);
      }),
    );
  });

  test('cannot be made from one without Kubernetes', () => {
    expect(() => withVersion('module example.com/kube\n', '1.34.3')).toThrow('k8s.io/kubernetes');
  });
});
