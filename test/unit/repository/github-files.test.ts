import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkout } from '../../fixtures/checkout.ts';

function contentOf(file: string): string {
  return readFileSync(path.join(checkout, '.github', file), 'utf8');
}

/** What GitHub takes as an issue form; it hides one that is malformed. */
const issueForm = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  labels: z.array(z.string()).optional(),
  body: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string() }) }),
        z.strictObject({
          type: z.enum(['input', 'textarea']),
          id: z.string().regex(/^[a-z-]+$/),
          attributes: z.strictObject({
            label: z.string().min(1),
            description: z.string().optional(),
            placeholder: z.string().optional(),
            render: z.string().optional(),
          }),
          validations: z.strictObject({ required: z.boolean() }).optional(),
        }),
      ]),
    )
    .min(1),
});

test.each(readdirSync(path.join(checkout, '.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml'))(
  'the issue form %s is one, and its fields have names of their own',
  (name) => {
    const { body } = issueForm.parse(load(contentOf(`ISSUE_TEMPLATE/${name}`)));
    const ids = body.flatMap((field) => ('id' in field ? [field.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  },
);

const stepOfRelease = z.object({
  run: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});

/** The files of the checkout that an entry of `files` in package.json means. */
function filesOf(entry: string): string[] {
  return globSync([entry, `${entry}/**`], { cwd: checkout, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => path.relative(checkout, path.join(found.parentPath, found.name)));
}

describe('a release', () => {
  test('is drafted by a tag, which gives it to nobody', () => {
    const workflow = contentOf('workflows/release.yml');
    expect(load(workflow)).toMatchObject({ on: { push: { tags: [expect.any(String)] } } });
    expect(workflow).toContain('--draft');
    expect(workflow).not.toMatch(/refs\/tags|npm publish/);
  });

  test('is drafted after an audit of all packages, and with an attestation of every file that the action is made of', () => {
    const { steps } = z
      .object({ jobs: z.object({ release: z.object({ steps: z.array(stepOfRelease) }) }) })
      .parse(load(contentOf('workflows/release.yml'))).jobs.release;
    // What is bundled are dev dependencies, so an audit that omits those would look at nothing.
    expect(JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8'))).toMatchObject({
      scripts: { audit: 'npm audit signatures && npm audit' },
    });
    const audit = steps.findIndex(({ run }) => run === 'npm run audit');
    const attest = steps.findIndex(({ uses }) => uses?.startsWith('actions/attest-build-provenance@'));
    expect(audit).toBeGreaterThan(-1);
    expect(attest).toBeGreaterThan(audit);
    const patterns = String(steps[attest]?.with?.['subject-path']).trim().split('\n');
    const { files } = z
      .object({ files: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8')));
    const made = ['action.yml', ...files.flatMap(filesOf)];
    expect(made.length).toBeGreaterThan(30);
    expect(made.filter((name) => !patterns.some((pattern) => path.matchesGlob(name, pattern)))).toEqual([]);
    for (const pattern of patterns)
      expect(made.filter((name) => path.matchesGlob(name, pattern))).not.toEqual([]);
  });

  const published = load(contentOf('workflows/published.yml'));

  test('reaches users only once it is published', () => {
    expect(published).toHaveProperty('on', { release: { types: ['published'] } });
    expect(published).toHaveProperty('jobs.npm.steps.4.run', 'npm publish --provenance --access public');
    expect(published).toHaveProperty(
      'jobs.pages.steps.3.run',
      expect.stringContaining('npm run pins -- "$TAG" "$GITHUB_SHA"'),
    );
  });

  test.each([
    ['v1.10.0', 'moves v1', 'repos/acme/action/git/refs/tags/v1 --field sha=abc --field force=true'],
    ['v1.9.1', 'leaves v1 alone, as a fix of an older line', null],
    ['v2.0.0', 'moves v2', 'repos/acme/action/git/refs/tags/v2 --field sha=abc --field force=true'],
  ])('as %s %s', (tag, _, call) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'release-'));
    try {
      const gh = `#!/bin/sh
case "$1" in release) printf '%s\\n' v1.9.1 v1.10.0 v1.2.0 v2.0.0 ;; *) echo "$@" ;; esac\n`;
      writeFileSync(path.join(directory, 'gh'), gh, { mode: 0o755 });
      const steps = z.object({
        jobs: z.object({ major: z.object({ steps: z.tuple([z.object({ run: z.string() })]) }) }),
      });
      const [{ run }] = steps.parse(published).jobs.major.steps;
      const output = execFileSync('bash', ['-e', '-o', 'pipefail', '-c', run], {
        encoding: 'utf8',
        env: {
          PATH: `${directory}:${process.env['PATH']}`,
          TAG: tag,
          GITHUB_REPOSITORY: 'acme/action',
          GITHUB_SHA: 'abc',
        },
      });
      expect(output.trim()).toBe(call === null ? 'v1 stays at v1.10.0.' : `api --method PATCH ${call}`);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

test.each(readdirSync(path.join(checkout, '.github/workflows')))(
  '%s grants nothing to all of its jobs',
  (name) => {
    expect(load(contentOf(`workflows/${name}`))).toMatchObject({ permissions: {} });
  },
);
