import { execFileSync } from 'node:child_process';

interface GitAnswer {
  status: number;
  body: unknown;
}

/** What is asked of the git database of a repository, answered from a clone of it as GitHub answers. */
export function gitAnswers(
  repository: () => string,
): Record<string, (request: { values: Record<string, string>; url: URL }) => GitAnswer> {
  const git = (...args: string[]): Buffer =>
    execFileSync('git', ['-C', repository(), ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
      maxBuffer: 64 * 1024 * 1024,
    });
  const text = (...args: string[]): string =>
    git(...args)
      .toString()
      .trim();
  const answered =
    (answer: (values: Record<string, string>, url: URL) => unknown) =>
    ({ values, url }: { values: Record<string, string>; url: URL }): GitAnswer => {
      try {
        return { status: 200, body: answer(values, url) };
      } catch {
        return { status: 404, body: { message: 'Not Found' } };
      }
    };
  const parents = (commit: string): { sha: string }[] =>
    [...text('cat-file', 'commit', commit).matchAll(/^parent (\w+)$/gm)].map(([, sha = '']) => ({ sha }));
  return {
    'GET /repos/{owner}/{repo}/compare/{basehead}': answered(({ basehead = '' }) => {
      const [base = '', head = ''] = decodeURIComponent(basehead).split('...');
      return { merge_base_commit: { sha: text('merge-base', base, head) }, commits: [], files: [] };
    }),
    'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': answered(({ commit_sha: sha = '' }) => ({
      sha,
      parents: parents(sha),
    })),
    'GET /repos/{owner}/{repo}/git/ref/{ref}': answered(({ ref = '' }) => ({
      object: { type: 'commit', sha: text('rev-parse', '--verify', `refs/${decodeURIComponent(ref)}`) },
    })),
    'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': answered(({ tree_sha: sha = '' }, url) => {
      const deep = url.searchParams.has('recursive') ? ['-r', '-t'] : [];
      const lines = git('ls-tree', '-z', '-l', ...deep, sha)
        .toString()
        .split('\0')
        .filter(Boolean);
      const tree = lines.map((line) => {
        const [, mode, type, id, size = '', path] = /^(\d+) (\w+) (\w+) +(\S+)\t([^]*)$/.exec(line) ?? [];
        return { mode, type, sha: id, path, ...(size === '-' ? {} : { size: Number(size) }) };
      });
      return { sha, tree, truncated: false };
    }),
    'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': answered(({ file_sha: sha = '' }) => ({
      sha,
      encoding: 'base64',
      content: git('cat-file', 'blob', sha).toString('base64'),
    })),
  };
}
