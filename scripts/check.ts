/** `npm run check`: everything that is checked without running a test, side by side. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';

const root = dirname(import.meta.dirname);
const checks = ['typecheck', 'lint', 'knip', 'format:check', 'check:docs', 'check:dist'];

const results = await Promise.all(
  checks.map(async (name) => {
    const startedMs = Date.now();
    const { code, output } = await npmRun(name);
    // What a check prints would mix with the others', so only a failed one is heard, and all at once.
    const took = `${((Date.now() - startedMs) / 1000).toFixed(1)} s`;
    console.log(code === 0 ? `✓ ${name} (${took})` : `✗ ${name} (${took})\n${output}`);
    return code;
  }),
);
if (results.some((code) => code !== 0)) process.exitCode = 1;

async function npmRun(name: string): Promise<{ code: number | null; output: string }> {
  const child = spawn('npm', ['run', '--silent', name], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code, output };
}
