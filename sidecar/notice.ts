import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { statIfThere } from './files.ts';
import { pause } from './gateway.ts';

/** Notices what changes below a directory, by inotify, without looking at it all the time. */
export interface Notice {
  /** Watches the directories that are there now. What appears in one before it is watched is for the caller to look at. */
  follow(): Promise<void>;
  /** Returns when something has changed since the last call, and after `maxMs` in any case; the signal ends the wait. */
  next(maxMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** `<model>/<scope>/<task>`: the files of runs are in the last of them. */
const levels = 3;
/** Code of agents could make directories without end. */
const maxWatched = 4000;
/** Nor can a flood of changes keep us busy. */
const restMs = 20;

type Watch = (directory: string, onChange: (event: string, name: string | null) => void) => FSWatcher;

/**
 * Starts to watch a directory, which may not exist yet, and what is below it. Where the kernel has no more watches, or the volume
 * does not tell of changes, only `maxMs` ends a wait.
 * @param open for tests
 */
export function watchBelow(root: string, open: Watch = watch): Notice {
  const watched = new Map<string, FSWatcher>();
  const parent = path.dirname(root);
  let hasChanged = false;
  let wake = (): void => undefined;
  let lastMs = 0;
  const changed = (): void => {
    hasChanged = true;
    wake();
  };

  const unwatch = (key: string): void => {
    watched.get(key)?.close();
    watched.delete(key);
  };
  /** @returns whether it is watched from now on, and was not before */
  const add = (key: string, directory: string): boolean => {
    if (watched.has(key) || watched.size >= maxWatched) return false;
    try {
      const watcher = open(directory, (event, name) => {
        // It was removed or moved, as the kernel says once: another one may get its path, and even its inode.
        if (event === 'rename' && name === path.basename(directory)) unwatch(key);
        // Beside the root other files are written all the time.
        if (directory !== parent || name === null || name === path.basename(root)) changed();
      });
      watcher.on('error', () => unwatch(key));
      watched.set(key, watcher);
      return true;
    } catch {
      // It is gone, or there are no more watches: the caller looks again before long.
      return false;
    }
  };

  return {
    follow: async () => {
      // A directory that was made in another one before that was watched is only found by going there once more.
      for (let round = 0, isNew = true; isNew && round <= levels; round++) {
        const there = new Map([[parent, parent], ...(await directoriesBelow(root, levels))]);
        for (const key of watched.keys()) if (!there.has(key)) unwatch(key);
        const added = [...there].filter(([key, directory]) => add(key, directory));
        isNew = added.length > 0;
      }
    },
    next: async (maxMs, signal) => {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const over = new AbortController();
      const either = AbortSignal.any([signal, over.signal]);
      if (!hasChanged) {
        await Promise.race([woken, pause(maxMs, either).catch(() => undefined)]);
        over.abort();
      }
      const leftMs = lastMs + restMs - Date.now();
      if (leftMs > 0) await pause(leftMs, signal).catch(() => undefined);
      hasChanged = false;
      lastMs = Date.now();
    },
    close: () => {
      for (const key of watched.keys()) unwatch(key);
    },
  };
}

/** A directory and those below it, by path and inode: one that takes the place of another has to be watched anew. */
async function directoriesBelow(root: string, depth: number): Promise<[string, string][]> {
  const stats = await statIfThere(root).catch(() => undefined);
  if (stats?.isDirectory() !== true) return [];
  const found: [string, string][] = [[`${stats.ino} ${root}`, root]];
  if (depth === 0) return found;
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (found.length > maxWatched) break;
    if (entry.isDirectory()) found.push(...(await directoriesBelow(path.join(root, entry.name), depth - 1)));
  }
  return found;
}
