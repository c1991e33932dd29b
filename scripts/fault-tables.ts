import { left, paidAgain, type Fault } from '../test/soak/fault.ts';
import { catalogue } from '../test/soak/catalogue.ts';
import { table } from './markdown-table.ts';

const head = ['What happens', 'Ends in', 'Within', 'Paid again', 'Left in the cluster', 'Shown by'];

/** All faults of `test/soak/`, a table for each place where they strike. */
export function faultTables(): string {
  return Object.entries(catalogue)
    .map(([where, faults]) => {
      const rows = Object.entries<Fault>(faults).map(([name, fault]) => [
        fault.what,
        fault.ends === 'as without it' ? fault.ends : `[\`${fault.ends}\`](troubleshooting.md#${fault.ends})`,
        duration(fault.seconds),
        paidAgain[fault.paidAgain],
        left[fault.left],
        shownBy(name, fault),
      ]);
      return `### ${where}\n\n${table(head, rows)}`;
    })
    .join('\n\n');
}

/** How many faults there are, and on how many of them an evaluation on the cluster is tried. */
export function faultCounts(): string {
  const all = Object.values(catalogue).flatMap((faults) => Object.values<Fault>(faults));
  const struck = all.filter(({ shown }) => 'evaluation' in shown);
  return `${all.length} faults. ${struck.length} of them strike an evaluation on a real cluster, by their name in \`npm run soak\`; the others have a test of their own.`;
}

function shownBy(name: string, { shown }: Fault): string {
  if ('evaluation' in shown) return `\`${name}\``;
  const files = [...new Set(shown.tests.map(([file]) => file))];
  return files.map((file) => `[${file.replace(/^test\//, '')}](../${file})`).join(', ');
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
