import { isObject } from '../base/json.ts';
import type { Fields } from './strategic-merge.ts';

/** The mappings of a list in YAML; none if it is no list. */
export function itemsOf(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

export function nameOf(item: Fields): string {
  return typeof item['name'] === 'string' ? item['name'] : '';
}
