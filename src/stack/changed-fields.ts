import { isObject } from '../base/json.ts';

const notOurs = new Set(['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp']);

/**
 * Paths of the fields in which two versions of an object differ, such as `spec.template.spec.containers[0].image`,
 * without those that the API server maintains.
 */
export function changedFields(before: object, after: object): string[] {
  return differences({ ...before, status: undefined }, { ...after, status: undefined }, '');
}

function differences(before: unknown, after: unknown, path: string): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap(
      (index) => differences(before[index], after[index], `${path}[${index}]`),
    );
  }
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => {
      if (path === 'metadata' && notOurs.has(name)) return [];
      return differences(before[name], after[name], path === '' ? name : `${path}.${name}`);
    });
  }
  return before === after ? [] : [path];
}
