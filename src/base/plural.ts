/** `1 run`, `3 runs`: of nouns that take an s. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
