import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import type { Testbed } from './testbed.ts';

/** GitHub for a later workflow run: it has what the steps of this testbed uploaded, as artifacts of main. */
export async function githubWithArtifactsOf(
  { results, runId }: Pick<Testbed, 'results' | 'runId'>,
  token: string,
): Promise<GitHubApi> {
  return await startGitHubApi({
    tokens: { [token]: { login: 'github-actions[bot]', canWrite: true } },
    artifacts: () =>
      results.artifacts().map(({ id, name, file }) => ({
        id,
        name,
        file,
        runId: Number(runId),
        branch: 'main',
        createdAt: '2026-11-24T00:00:00Z',
      })),
  });
}
