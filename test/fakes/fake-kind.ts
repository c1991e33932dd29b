import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FakeKindCall, FakeKindSettings } from './kind.ts';

/** A `kind` in a directory for PATH, with a record of its calls, and a `docker` that saves images of one platform. */
export interface FakeKind {
  bin: string;
  env: { FAKE_KIND_HOME: string };
  set(settings: Partial<FakeKindSettings>): void;
  calls(): FakeKindCall[];
  /** The clusters that have not been deleted. */
  clusters(): string[];
}

const docker = `#!/bin/sh
case "$1 $2 $3" in
  'version '*) echo linux/amd64 ;;
  'image save --platform=linux/amd64') echo "$*" >"\${4#--output=}" ;;
  *) exit 1 ;;
esac
`;

/** @param directory exists */
export function installFakeKind(directory: string, kubeconfig: string): FakeKind {
  const home = path.join(directory, 'kind');
  const bin = path.join(home, 'bin');
  mkdirSync(bin, { recursive: true });
  const program = path.join(import.meta.dirname, 'kind.ts');
  writeFileSync(path.join(bin, 'kind'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, {
    mode: 0o755,
  });
  writeFileSync(path.join(bin, 'docker'), docker, { mode: 0o755 });
  const settings: FakeKindSettings = {
    kubeconfig,
    version: 'v0.31.0',
    images: [],
    createMs: 0,
    nodeAfterMs: 0,
    pullError: null,
    createError: null,
    loadMs: 0,
    containerdStore: false,
    journal: '',
    exportsNothing: false,
  };
  const file = (name: string): string => path.join(home, name);
  const set = (changes: Partial<FakeKindSettings>): void =>
    writeFileSync(file('settings.json'), JSON.stringify({ ...settings, ...changes }));
  set({});
  return {
    bin,
    env: { FAKE_KIND_HOME: home },
    set,
    calls() {
      if (!existsSync(file('calls.jsonl'))) return [];
      const lines = readFileSync(file('calls.jsonl'), 'utf8').trim().split('\n');
      return lines.map((line): FakeKindCall => JSON.parse(line));
    },
    clusters: () => (existsSync(file('clusters')) ? readdirSync(file('clusters')) : []),
  };
}
