import type { ServerResponse } from 'node:http';

/** How many requests may be under way: each holds its body and its file, whoever sends them. */
export interface Places {
  /**
   * Waits in line for a place.
   * @returns what gives it back; null if there is none in time, or the client goes away
   */
  enter(client: ServerResponse): Promise<(() => void) | null>;
}

export interface PlaceLimits {
  underWay: number;
  inLine: number;
  waitMs: number;
}

const usualLimits: PlaceLimits = { underWay: 64, inLine: 192, waitMs: 30_000 };

export function openPlaces({ underWay, inLine, waitMs }: PlaceLimits = usualLimits): Places {
  const line = new Set<() => void>();
  let free = underWay;

  const take = (): (() => void) => {
    free -= 1;
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      free += 1;
      const [next] = line;
      next?.();
    };
  };

  return {
    async enter(client) {
      if (free > 0 && line.size === 0) return take();
      if (line.size >= inLine) return null;
      return await new Promise((resolve) => {
        const end = (leave: (() => void) | null): void => {
          line.delete(turn);
          clearTimeout(late);
          client.off('close', gone);
          resolve(leave);
        };
        const turn = (): void => end(take());
        const gone = (): void => end(null);
        const late = setTimeout(gone, waitMs);
        client.once('close', gone);
        line.add(turn);
      });
    },
  };
}
