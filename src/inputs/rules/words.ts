/** A problem where there is one. */
export function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}

/** Why a secret may be empty although somebody set it. */
export const forkHint = 'GitHub passes no secrets to pull requests from forks and of Dependabot';
