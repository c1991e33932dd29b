import { readFileSync } from 'node:fs';

/** The payload of the event; empty if there is none or it is not JSON. */
export function readEvent(path: string | undefined): unknown {
  try {
    return path === undefined ? {} : JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // A tool that imitates the runner may not write the file.
    return {};
  }
}

/** The field at the end of a path through objects; undefined if there is none. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    value,
  );
}

export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The pull requests of this repository that another run, or a check, is for. */
export function pullRequestsOf(event: unknown, name: string): unknown[] {
  const listed = fieldAt(event, name, 'pull_requests');
  const repository = fieldAt(event, 'repository', 'id');
  return (Array.isArray(listed) ? listed : []).filter((each: unknown) => {
    // Pull requests in forks, from this repository, are listed too.
    const base = fieldAt(each, 'base', 'repo', 'id');
    return isNumber(fieldAt(each, 'number')) && (base === undefined || base === repository);
  });
}

/** Whether it is the number of an issue or a pull request. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}
