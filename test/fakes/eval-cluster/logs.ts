import type { ServerResponse } from 'node:http';
import { cutShort } from './cut.ts';

/** A line as the kubelet hands it out; several may have the same time. */
interface Line {
  /** RFC 3339 with nine digits of the second. */
  stamp: string;
  /** With its newline. */
  text: string;
}

/** What pods print, by their names, and who follows it. */
export interface PodLogs {
  print(pod: string, atMs: number, text: string): void;
  /** Sends a log from the second on that is asked for. @param isFollowed whether the answer goes on */
  answer(pod: string, query: URLSearchParams, response: ServerResponse, isFollowed: boolean): void;
  end(pod: string): void;
}

/**
 * @param firstOf what a pod has printed before all else
 * @param cutAt how much of a line arrives at who follows the log, before the connection is cut; undefined for all of it
 */
export function openPodLogs(firstOf: (pod: string) => string, cutAt: () => number | undefined): PodLogs {
  const printed = new Map<string, Line[]>();
  const followers = new Map<string, Set<ServerResponse>>();
  return {
    print(pod, atMs, text) {
      const line = { stamp: new Date(atMs).toISOString().replace('Z', '000000Z'), text: `${text}\n` };
      printed.set(pod, [...(printed.get(pod) ?? []), line]);
      for (const response of followers.get(pod) ?? []) {
        const share = cutAt();
        if (share !== undefined) cutShort(response, share);
        response.write(shown(line));
      }
    },
    answer(pod, query, response, isFollowed) {
      const since = query.get('sinceTime')?.replace(/Z$/, '') ?? '';
      const lines = [...stamped(firstOf(pod)), ...(printed.get(pod) ?? [])];
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write(
        lines
          .filter(({ stamp }) => stamp >= since)
          .map(shown)
          .join(''),
      );
      if (!isFollowed) {
        response.end();
        return;
      }
      const all = followers.get(pod) ?? new Set();
      followers.set(pod, all.add(response));
      response.once('close', () => all.delete(response));
    },
    end(pod) {
      for (const response of followers.get(pod) ?? []) response.end();
      followers.delete(pod);
    },
  };
}

function stamped(text: string): Line[] {
  return text.split(/(?<=\n)/).map((line, at) => ({
    stamp: `2026-11-22T07:00:00.${String(at).padStart(9, '0')}Z`,
    text: line,
  }));
}

const shown = ({ stamp, text }: Line): string => `${stamp} ${text}`;
