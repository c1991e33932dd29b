import { sha256 } from '../base/sha256.ts';
import { ActionError } from '../base/errors.ts';
import type { Deployment } from '../kube/types.ts';
import { annotations } from './ownership.ts';

/** Marks the pods of this template, so that pods of an earlier one are not taken for them. @param deployment is changed */
export function stampTemplate(deployment: Deployment): void {
  const template = deployment.spec?.template;
  if (template === undefined) throw new ActionError('internal', 'A Deployment has no template.');
  const stamp = sha256(JSON.stringify(template)).slice(0, 16);
  template.metadata = {
    ...template.metadata,
    annotations: { ...template.metadata?.annotations, [annotations.template]: stamp },
  };
}
