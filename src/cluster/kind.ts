import { oneLine } from '../base/plain-text.ts';

/** What kind is to create. */
export interface KindSettings {
  /** Such as `v0.31.0`; null accepts any kind that is installed. */
  version: string | null;
  nodeImage: string | null;
  config: { readonly text: string } | { readonly path: string } | null;
  waitMs: number;
  loadImages: readonly string[];
}

/** The release to download if no version is requested and none is in PATH. Its nodes run Kubernetes 1.35. */
export const defaultKindVersion = 'v0.31.0';

/** SHA-256 of the programs of known releases, so that changing a release on GitHub cannot change what we run. */
export const pinnedKinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'v0.30.0': {
    'linux-amd64': '517ab7fc89ddeed5fa65abf71530d90648d9638ef0c4cde22c2c11f8097b8889',
    'linux-arm64': '7ea2de9d2d190022ed4a8a4e3ac0636c8a455e460b9a13ccf19f15d07f4f00eb',
    'darwin-amd64': '4f0b6e3b88bdc66d922c08469f05ef507d4903dd236e6319199bb9c868eed274',
    'darwin-arm64': 'ceaf40df1d1551c481fb50e3deb5c3deecad5fd599df5469626b70ddf52a1518',
  },
  'v0.31.0': {
    'linux-amd64': 'eb244cbafcc157dff60cf68693c14c9a75c4e6e6fedaf9cd71c58117cb93e3fa',
    'linux-arm64': '8e1014e87c34901cc422a1445866835d1e666f2a61301c27e722bdeab5a1f7e4',
    'darwin-amd64': 'a8b3cf77b2ad77aec5bf710d1a2589d9117576132af812885cad41e9dede4d4e',
    'darwin-arm64': '88bf554fe9da6311c9f8c2d082613c002911a476f6b5090e9420b35d84e70c5c',
  },
};

/** The version as releases spell it: `v0.31.0`. */
export function canonicalVersion(version: string): string {
  return version.replace(/^v?/, 'v');
}

/** Operating system and processor as in the names of kind's programs; undefined if kind has none for them. */
export function kindPlatform(os: string, arch: string): string | undefined {
  const system = { linux: 'linux', darwin: 'darwin' }[os];
  const processor = { x64: 'amd64', arm64: 'arm64' }[arch];
  return system === undefined || processor === undefined ? undefined : `${system}-${processor}`;
}

/** The version in the output of `kind version`: `kind v0.31.0 go1.25.5 linux/amd64`. */
export function versionIn(output: string): string | undefined {
  return /^kind (v\d+\.\d+\.\d+\S*)/.exec(output)?.[1];
}

/** The checksum in a `.sha256sum` file of a release, which has 64 hex digits and the name of the program. */
export function checksumIn(text: string): string | undefined {
  return /^([0-9a-f]{64})(?:\s|$)/.exec(text)?.[1];
}

/**
 * A name that no other cluster on the machine has. Host names of nodes contain it, and have at most 63 characters.
 * @param run null outside GitHub Actions
 */
export function kindName(run: { runId: string; attempt: number } | null, random: string): string {
  const of = run === null ? 'local' : `${run.runId.slice(0, 20)}-${run.attempt}`;
  return `clawbench-${of}-${random}`;
}

/** Whether a text is such a name. It is read from the step's state, which workflow commands in a log could forge. */
export function isKindName(text: string): boolean {
  return /^clawbench-[0-9a-z-]{1,38}$/.test(text);
}

/** Whether a text is the name of a cluster that this run may have made: others on the machine may be of other runs. */
export function isKindOfRun(text: string, run: { runId: string; attempt: number } | null): boolean {
  return text === kindName(run, text.slice(-8)) && /-[0-9a-f]{8}$/.test(text);
}

/** kind's arguments for each of our tasks. Nodes of a failed creation are retained, because their logs tell the reason. */
export const kindArguments = {
  version: () => ['version'],
  list: () => ['get', 'clusters'],
  create: (name: string, files: { kubeconfig: string; config: string | null }, settings: KindSettings) => [
    'create',
    'cluster',
    `--name=${name}`,
    `--kubeconfig=${files.kubeconfig}`,
    '--retain',
    `--wait=${settings.waitMs / 1000}s`,
    ...(files.config === null ? [] : [`--config=${files.config}`]),
    ...(settings.nodeImage === null ? [] : [`--image=${settings.nodeImage}`]),
  ],
  // In one call, layers that images share are saved once, and kind copies to all nodes in parallel.
  load: (name: string, images: readonly string[]) => ['load', 'docker-image', ...images, `--name=${name}`],
  loadArchive: (name: string, archive: string) => ['load', 'image-archive', archive, `--name=${name}`],
  exportLogs: (name: string, directory: string) => ['export', 'logs', directory, `--name=${name}`],
  remove: (name: string, kubeconfig: string) => [
    'delete',
    'cluster',
    `--name=${name}`,
    `--kubeconfig=${kubeconfig}`,
  ],
} as const;

/** Lines of an output that say how to get help, and nothing about what went wrong. */
const advice =
  /^(?:run|see|try) '|--help'?\.?$|^to see the stack trace|^for more information|^\[preflight\] if you know/i;
const complaint =
  /\b(?:errors?|fail(?:ed|ure|s)?|fatal|panic|denied|refused|forbidden|unauthorized|invalid|not found|no such|no space|cannot|can't|could not|unable|timed? ?out|exceeded|toomanyrequests|not enough)\b/i;

/**
 * kind's own error message, and the line of the failed program's output that says the most: the last one that complains,
 * else the last one.
 */
export function lastWords(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const start = lines.findIndex((line) => line.startsWith('ERROR: '));
  const error = lines[start]?.slice('ERROR: '.length);
  const said = lines
    .slice(start + 1)
    .map((line) => line.replace(/^Command Output:\s*/, ''))
    .filter((line) => line !== '' && !advice.test(line));
  const telling =
    said.findLast((line) => line.startsWith('[ERROR ')) ??
    said.findLast((line) => complaint.test(line)) ??
    said.at(-1);
  const words = [error, telling].filter((word) => word !== undefined);
  // The reason is in the output, so a long command before it must not push it out.
  return words.map((word) => oneLine(word, 400)).join(' … ');
}

/** Why kind cannot use Docker or Podman; undefined if that is not what went wrong. */
export function engineTrouble(stderr: string): string | undefined {
  const pattern =
    /[^\n:]*: executable file not found[^\n]*|cannot connect to the (?:docker|podman)[^\n]*|failed to connect to the docker[^\n]*|permission denied while[^\n]*docker[^\n]*/i;
  const words = pattern.exec(stderr)?.[0];
  return words === undefined ? undefined : oneLine(words, 200);
}

/** The image that `kind load` did not find: `image: "x" not present locally`. */
export function missingImage(stderr: string): string | undefined {
  return /image: "([^"]+)" not present locally/.exec(stderr)?.[1];
}

/** Whether copying failed because an image is for several platforms, of which this machine has only one. */
export function otherPlatformMissing(stderr: string): boolean {
  return /content digest sha256:[0-9a-f]+: not found/.test(stderr);
}
