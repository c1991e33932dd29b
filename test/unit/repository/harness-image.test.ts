import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check, digestOf, imageIn, withImage } from '../../../scripts/harness-image.ts';
import { HARNESS_IMAGE } from '../../../src/inputs/harness-image.ts';
import { listen, type RunningServer } from '../../fakes/server.ts';
import { checkout } from '../../fixtures/checkout.ts';

const source = readFileSync(`${checkout}/src/inputs/harness-image.ts`, 'utf8');
const digest = `sha256:${'a'.repeat(64)}`;
const pinned = `quay.io/sallyom/clawbench@${digest}`;

describe('the image of ClawBench of a release', () => {
  const asked: string[] = [];
  let registry: RunningServer;

  beforeAll(async () => {
    registry = await listen((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const isKnown =
        request.url === `/v2/sallyom/clawbench/manifests/latest` || request.url?.endsWith(digest) === true;
      response.writeHead(isKnown ? 200 : 404, isKnown ? { 'docker-content-digest': digest } : {}).end();
    });
  });
  afterAll(() => registry.stop());

  it('is asked for by its tag, and written in one place', async () => {
    expect(imageIn(source)).toBe(HARNESS_IMAGE);
    expect(await digestOf('quay.io/sallyom/clawbench:latest', registry.url)).toBe(digest);
    expect(asked).toEqual(['HEAD /v2/sallyom/clawbench/manifests/latest']);
    expect(imageIn(withImage(source, pinned))).toBe(pinned);
    expect(withImage(source, pinned).replace(pinned, HARNESS_IMAGE)).toBe(source);
  });

  it('has a digest that the registry knows, or there is no release', async () => {
    await expect(check(pinned, registry.url)).resolves.toBeUndefined();
    await expect(check('quay.io/sallyom/clawbench:latest', registry.url)).rejects.toThrow(
      'run npm run harness-image',
    );
    const unknown = `quay.io/sallyom/clawbench@sha256:${'b'.repeat(64)}`;
    await expect(check(unknown, registry.url)).rejects.toThrow('The registry answers 404');
  });
});
