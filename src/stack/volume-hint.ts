/** What programs say of a directory that they may not write into. */
const denied =
  /permission denied|EACCES|operation not permitted|EPERM|read-only file system|EROFS|unable to open database file/i;

/**
 * What to do if a container ended because it may not write into its volume: some kinds of volumes, such as directories of a
 * node, belong to root and ignore `fsGroup`.
 * @param words the last ones of the container
 */
export function unwritableHint(words: string, wayOut: string): string | undefined {
  if (!denied.test(words)) return undefined;
  return `The user of the pod may not write into its volume, whose kind seems to ignore "fsGroup". ${wayOut}`;
}
