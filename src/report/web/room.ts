import { asText, type Html } from '../html/markup.ts';

/** Room for parts of a page that it can do without. */
export interface Room {
  /** @returns whether there is room for it, which is then taken */
  take(part: Html): boolean;
}

export function openRoom(bytes: number): Room {
  let left = bytes;
  return {
    take(part) {
      const size = Buffer.byteLength(asText(part));
      if (size > left) return false;
      left -= size;
      return true;
    },
  };
}
