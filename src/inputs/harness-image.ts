/**
 * The image of ClawBench that this release uses. Its maintainers publish no tags of versions, so only a digest always means the
 * same image: `npm run harness-image` asks the registry for the digest of today and writes it here, and a release is not
 * drafted without one.
 */
export const HARNESS_IMAGE = 'quay.io/sallyom/clawbench:latest';
