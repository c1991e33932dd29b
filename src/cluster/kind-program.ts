import { once } from 'node:events';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { getExecOutput } from '@actions/exec';
import { sha256 } from '../base/sha256.ts';
import path from 'node:path';
import { download } from '../base/download.ts';
import type { Clock, Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import {
  canonicalVersion,
  checksumIn,
  defaultKindVersion,
  kindArguments,
  kindPlatform,
  pinnedKinds,
  versionIn,
} from './kind.ts';
import { withoutOurSecrets } from './credential-plugin.ts';

export interface ProgramDeps {
  log: Log;
  clock: Clock;
  signal: AbortSignal;
  env: Readonly<Record<string, string | undefined>>;
}

/** Each program of a release has its checksum beside it. */
const RELEASES = 'https://github.com/kubernetes-sigs/kind/releases/download';
const VERSION_TIMEOUT_MS = 30_000;
/** Its programs have 10 MB. */
const MAX_BYTES = 50_000_000;
/** Waits before the second and third attempt at a download. */
const retryAfterMs = [2000, 10_000];

/**
 * Finds or downloads kind: the one in PATH if it has the version, else a download, which is cached for later.
 * @param version such as `v0.31.0`; null accepts any that is installed
 * @returns the command that starts it
 * @throws ActionError kind-failed
 */
export async function obtainKind(
  version: string | null,
  deps: ProgramDeps,
  releases: string = RELEASES,
): Promise<string> {
  const wanted = version === null ? null : canonicalVersion(version);
  const installed = await kindInPath(deps);
  if (installed !== undefined && (wanted === null || installed === wanted)) {
    deps.log.info(`Using kind ${installed} of this machine.`);
    return 'kind';
  }
  return await downloadedKind(wanted ?? defaultKindVersion, deps, releases);
}

/** The version of kind in PATH; undefined if it is not installed, or does not say within 30 s. */
async function kindInPath({ env, signal }: ProgramDeps): Promise<string | undefined> {
  signal.throwIfAborted();
  const stop = AbortSignal.any([signal, AbortSignal.timeout(VERSION_TIMEOUT_MS)]);
  const options = { env: withoutOurSecrets(env), silent: true, ignoreReturnCode: true };
  // It rejects only where no kind is in PATH or it does not start; either way a download takes its place.
  const asked = getExecOutput('kind', [...kindArguments.version()], options).catch(() => undefined);
  // A program started by @actions/exec cannot be stopped, but it need not be waited for.
  const ran = await Promise.race([asked, once(stop, 'abort').then(() => undefined)]);
  signal.throwIfAborted();
  return ran?.exitCode === 0 ? versionIn(ran.stdout) : undefined;
}

async function downloadedKind(version: string, deps: ProgramDeps, releases: string): Promise<string> {
  const platform = kindPlatform(process.platform, process.arch);
  if (platform === undefined) {
    throw new ActionError('kind-failed', `kind has no release for ${process.platform} on ${process.arch}.`, {
      hint: 'Use a runner with Linux or macOS on x64 or arm64, or install kind in PATH in an earlier step.',
    });
  }
  const url = `${releases}/${version}/kind-${platform}`;
  const checksum = pinnedKinds[version]?.[platform] ?? (await publishedChecksum(url, version, deps));
  const file = path.join(toolDirectory(deps.env), 'clawbench-kind', version, platform, 'kind');
  // A cached one is checked, too: other jobs on this machine could have written to it.
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined && sha256(kept) === checksum) return file;

  const bytes = await fetched(url, version, deps);
  if (sha256(bytes) !== checksum) {
    throw new ActionError(
      'kind-failed',
      `The download of kind ${version} for ${platform} has the SHA-256 ${sha256(bytes)}, not ${checksum}; it was not run.`,
      {
        hint: 'Try again. If it stays so, something between the runner and GitHub alters downloads.',
      },
    );
  }
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  await writeFile(part, bytes, { mode: 0o700 });
  await chmod(part, 0o755);
  await rename(part, file);
  deps.log.info(`kind ${version} was downloaded and its SHA-256 checked.`);
  return file;
}

async function publishedChecksum(url: string, version: string, deps: ProgramDeps): Promise<string> {
  const checksum = checksumIn((await fetched(`${url}.sha256sum`, version, deps)).toString('utf8'));
  if (checksum !== undefined) return checksum;
  throw new ActionError('kind-failed', `The release ${version} of kind has no readable SHA-256 checksum.`, {
    hint: `Write ${defaultKindVersion} as \`kind-version\`, or install kind in PATH in an earlier step.`,
  });
}

async function fetched(url: string, version: string, { env, clock, signal }: ProgramDeps): Promise<Buffer> {
  for (let attempt = 0; ; attempt++) {
    const answer = await download(url, { maxBytes: MAX_BYTES, env, signal });
    if ('bytes' in answer) return answer.bytes;
    const { problem, status = 0, cause } = answer;
    const waitMs = status >= 400 && status < 500 ? undefined : retryAfterMs[attempt];
    if (waitMs === undefined) {
      throw new ActionError('kind-failed', `kind ${version} cannot be downloaded: ${problem}.`, {
        hint: 'Write a release that exists as `kind-version`, or install kind in PATH in an earlier step.',
        cause,
      });
    }
    await clock.sleep(waitMs, signal);
  }
}

/** The cache directory of the runner, else of the user. */
function toolDirectory(env: ProgramDeps['env']): string {
  return env['RUNNER_TOOL_CACHE'] || env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
}
