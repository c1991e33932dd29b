/** How many requests may be at something at the same time, whoever sends them. */
export interface Places {
  /**
   * Waits in line for a place.
   * @returns what gives it back; null if there is none in time, or the signal aborts
   */
  enter(client: AbortSignal): Promise<(() => void) | null>;
}

interface PlaceLimits {
  underWay: number;
  inLine: number;
  waitMs: number;
}

export function openPlaces({ underWay, inLine, waitMs }: PlaceLimits): Places {
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
      if (client.aborted) return null;
      if (free > 0 && line.size === 0) return take();
      if (line.size >= inLine) return null;
      return await new Promise((resolve) => {
        const end = (leave: (() => void) | null): void => {
          line.delete(turn);
          clearTimeout(late);
          client.removeEventListener('abort', gone);
          resolve(leave);
        };
        const turn = (): void => end(take());
        const gone = (): void => end(null);
        const late = setTimeout(gone, waitMs);
        client.addEventListener('abort', gone, { once: true });
        line.add(turn);
      });
    },
  };
}
