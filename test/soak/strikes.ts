import type { Struck } from './catalogue.ts';
import type { Strike } from './strike.ts';
import { connectionStrikes } from './strikes/connection.ts';
import { podStrikes } from './strikes/pods.ts';
import { providerStrikes } from './strikes/provider.ts';
import { resultStrikes } from './strikes/results.ts';

export const strikes: Readonly<Record<Struck, Strike>> = {
  ...connectionStrikes,
  ...podStrikes,
  ...providerStrikes,
  ...resultStrikes,
};
