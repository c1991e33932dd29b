/**
 * Which image of ClawBench a release uses. `npm run harness-image` asks the registry for the digest of the tag `latest` and
 * writes it into src/inputs/harness-image.ts; `npm run harness-image -- --check` refuses an image without a digest, or one
 * that the registry does not have.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { request } from 'undici';

const file = path.join(import.meta.dirname, '..', 'src', 'inputs', 'harness-image.ts');
const CONSTANT = /(export const HARNESS_IMAGE =\s*')([^']+)(';)/;
const KINDS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** The digest that a registry gives an image. @throws Error if it does not have it */
export async function digestOf(image: string, origin?: string): Promise<string> {
  const [, host = '', name = '', reference = 'latest'] =
    /^([^/]+)\/([^:@]+)(?:[:@](.+))?$/.exec(image.replace(/:[^:@/]+@/, '@')) ?? [];
  const address = `${origin ?? `https://${host}`}/v2/${name}/manifests/${reference}`;
  const { statusCode, headers, body } = await request(address, {
    method: 'HEAD',
    headers: { accept: KINDS.join(', ') },
  });
  await body.dump();
  const digest = headers['docker-content-digest'];
  if (statusCode === 200 && typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
  throw new Error(`The registry answers ${statusCode} for ${image}, and no digest.`);
}

/** The source with another image. @throws Error if it has no such constant */
export function withImage(source: string, image: string): string {
  if (!CONSTANT.test(source)) throw new Error('src/inputs/harness-image.ts has no HARNESS_IMAGE.');
  return source.replace(CONSTANT, `$1${image}$3`);
}

export function imageIn(source: string): string {
  return CONSTANT.exec(source)?.[2] ?? '';
}

/** @throws Error if a release must not have this image */
export async function check(image: string, origin?: string): Promise<void> {
  const [, pinned] = image.split('@');
  if (pinned === undefined)
    throw new Error(`A release must pin its harness, and ${image} has no digest: run npm run harness-image.`);
  if ((await digestOf(image, origin)) !== pinned)
    throw new Error(`The registry has another image as ${image}.`);
}

if (import.meta.main) {
  const source = await readFile(file, 'utf8');
  const image = imageIn(source);
  if (process.argv.includes('--check')) await check(image);
  else {
    const [repository = ''] = image.split(/[:@](?=[^/]*$)/);
    await writeFile(file, withImage(source, `${repository}@${await digestOf(`${repository}:latest`)}`));
  }
}
