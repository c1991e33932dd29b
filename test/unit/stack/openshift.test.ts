import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/kube/types.ts';
import { readManifest } from '../../../src/stack/manifests.ts';
import { withoutFixedIds } from '../../../src/stack/openshift.ts';
import { checkout } from '../../fixtures/checkout.ts';

const root = checkout;

describe('a pod for OpenShift', () => {
  it.each(['eval/job.yaml', 'mlflow/deployment.yaml'])(
    'of %s asks for no user and no group, and keeps all of the rest',
    async (file) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both have a pod template
      const pod = (await readManifest<Job>(root, file)).spec?.template.spec;
      if (pod === undefined) throw new Error('no pod');
      const before = structuredClone(pod);
      const changed = withoutFixedIds(pod);
      expect(pod).toEqual(before);
      expect(JSON.stringify(changed)).not.toMatch(/"(?:runAsUser|runAsGroup|fsGroup|supplementalGroups)":/);
      expect(changed.securityContext).toEqual({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const container of [...(changed.initContainers ?? []), ...changed.containers]) {
        expect(container.securityContext).toMatchObject({
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
        });
      }
      expect({ ...changed, securityContext: null }).toEqual({ ...before, securityContext: null });
    },
  );

  it('loses the ids of single containers too', () => {
    const pod = {
      containers: [{ name: 'a', securityContext: { runAsUser: 5, runAsGroup: 6, runAsNonRoot: true } }],
    };
    expect(withoutFixedIds(pod)).toEqual({
      containers: [{ name: 'a', securityContext: { runAsNonRoot: true } }],
    });
  });
});
