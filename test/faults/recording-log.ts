import type { WorkflowLog } from '../../src/github/workflow-log.ts';

/** A log that keeps what it is told. */
export interface RecordingLog extends WorkflowLog {
  lines: string[];
  warnings: { title: string; text: string }[];
}

export function recordingLog(): RecordingLog {
  const lines: string[] = [];
  const warnings: RecordingLog['warnings'] = [];
  const keep = (text: string) => void lines.push(text);
  return {
    lines,
    warnings,
    info: keep,
    debug: keep,
    notice: (title, text) => keep(`${title}: ${text}`),
    warning: (title, text) => void warnings.push({ title, text }),
    error: (title, text) => keep(`${title}: ${text}`),
    group: (title) => {
      keep(title);
      return () => undefined;
    },
    mask: () => undefined,
    unfenced: (work) => work(),
    close: () => undefined,
  };
}
