import { existsSync } from 'node:fs';
import { installPackages, missingRequirement } from '../cluster/requirements.ts';

/** What our engine needs beside what the test cluster needs. */
const packageOf = { dockerd: 'docker.io', docker: 'docker.io', jq: 'jq' };

/** Why this machine cannot run an engine of ours; undefined if it can. */
export async function missingForEngine(): Promise<string | undefined> {
  if (existsSync('/sys/fs/cgroup/cgroup.controllers')) {
    return 'no Docker engine answers, and ours needs cgroups of version 1.';
  }
  return await missingRequirement();
}

/** Installs Debian's Docker if it is missing. @throws MissingRequirement with what apt-get says */
export async function installDocker(log: (line: string) => void): Promise<void> {
  await installPackages(log, { packageOf });
}
