import { createHash } from 'node:crypto';
import type { WorkflowContext } from '../base/workflow-context.ts';
import { inParallel } from '../base/in-parallel.ts';
import { type GitHub, statusOf } from './client.ts';
import { type GitObjects, MissingObject, nestedEntries, type TreeEntry } from './git-objects.ts';
import { type Patience, patiently } from './patience.ts';

/** Requests for files at a time. */
const AT_A_TIME = 8;

/**
 * The objects of the workflow's repository from GitHub's API. What it sends is held against its object id.
 * @throws (all methods) what GitHub's client throws
 */
export function openApiObjects(
  github: GitHub,
  { owner, repo }: Pick<WorkflowContext, 'owner' | 'repo'>,
  patience: Patience,
): GitObjects {
  const known = new Map<string, readonly TreeEntry[]>();
  const { git, repos } = github.rest;
  const asked = async <T>(request: () => Promise<{ data: T }>): Promise<T | null> => {
    try {
      return (await patiently(request, patience)).data;
    } catch (error) {
      // 409 is an empty repository, 422 an id of nothing.
      if ([404, 409, 422].includes(statusOf(error) ?? 0)) return null;
      throw error;
    }
  };
  return {
    async parents(commit) {
      const found = await asked(() => git.getCommit({ owner, repo, commit_sha: commit }));
      return found === null ? null : found.parents.map(({ sha }) => sha);
    },
    async mergeBase(one, other) {
      // Of the commits between them, of which there may be thousands, one is enough.
      const found = await asked(() =>
        repos.compareCommitsWithBasehead({ owner, repo, basehead: `${one}...${other}`, per_page: 1 }),
      );
      return found?.merge_base_commit.sha ?? null;
    },
    async branch(name) {
      const found = await asked(() => git.getRef({ owner, repo, ref: `heads/${name}` }));
      return found?.object.sha ?? null;
    },
    async entries(tree, deep = false) {
      const before = known.get(tree);
      if (before !== undefined) return before;
      const list = async (recursive: boolean) =>
        await asked(() =>
          git.getTree({ owner, repo, tree_sha: tree, ...(recursive ? { recursive: 'true' } : {}) }),
        );
      const all = deep ? await list(true) : null;
      // Of very many files GitHub lists a part; of one directory, all.
      const isWhole = all !== null && !all.truncated;
      const found = isWhole ? all : await list(false);
      if (found === null || found.truncated) throw new MissingObject(`GitHub has no tree ${tree}`);
      const entries = found.tree.map(({ path, mode, sha, size = 0 }) => ({
        path,
        name: path.slice(path.lastIndexOf('/') + 1),
        mode,
        id: sha,
        size,
      }));
      for (const [id, below] of nestedEntries(tree, entries))
        if (isWhole || id === tree) known.set(id, below);
      return known.get(tree) ?? [];
    },
    async contents(files) {
      return await inParallel(files, AT_A_TIME, async ({ id }) => {
        const found = await asked(() => git.getBlob({ owner, repo, file_sha: id }));
        if (found === null) throw new MissingObject(`GitHub has no file ${id}`);
        const content = Buffer.from(found.content, found.encoding === 'base64' ? 'base64' : 'utf8');
        if (objectId(content, id) !== id) throw new MissingObject(`GitHub sent another file than ${id}`);
        return content;
      });
    },
  };
}

/** The id of a file's content, by the hash that another id is of. */
export function objectId(content: Buffer, like: string): string {
  return createHash(like.length === 40 ? 'sha1' : 'sha256')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}
