import { engineOfMachine } from './engine.ts';
import { ensureNodeImage, nodeImage } from './node-image.ts';
import { missingForEngine } from './requirements.ts';
import { installPackages } from '../cluster/requirements.ts';

/** For `npm run test:kind`: builds the image of nodes where the tests need one. They say themselves what is missing. */
const log = (line: string): void => console.error(line);
if ((await engineOfMachine()) === undefined && (await missingForEngine()) === undefined) {
  await installPackages(log);
  await ensureNodeImage(await nodeImage(), log);
}
