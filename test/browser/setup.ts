import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { findExecutable, installPackages } from '../cluster/requirements.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser. */
    browser: string;
    /** Directory for pictures of what people see. */
    pictures: string;
  }
}

/** Any of these will do. */
const browsers = ['chromium', 'chromium-browser', 'google-chrome'];

/** Vitest's global setup for tests that look at pages in a browser. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('browser', await browser());
  const pictures = process.env['CLAWBENCH_PICTURES'] ?? path.join(tmpdir(), 'clawbench-pictures');
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  project.provide('pictures', pictures);
  console.error(`Pictures of reports are in ${pictures}`);
}

async function browser(): Promise<string> {
  const found = browsers.map(findExecutable).find((program) => program !== undefined);
  if (found !== undefined) return found;
  if (process.geteuid?.() !== 0 || findExecutable('apt-get') === undefined)
    throw new Error(
      `Tests of HTML pages need ${browsers.join(' or ')} in PATH: install one, or run them once as root on Debian, which installs chromium.`,
    );
  const packageOf = {
    chromium: 'chromium',
    '/usr/share/fonts/truetype/liberation': 'fonts-liberation',
    '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf': 'fonts-noto-color-emoji',
  };
  await installPackages((line) => console.error(line), { packageOf, who: 'A test of HTML pages' });
  return findExecutable('chromium')!;
}
