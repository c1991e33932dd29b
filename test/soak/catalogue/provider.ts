import { ended, goesOn, losesRun, type Faults } from '../fault.ts';

/** The model provider. */
export const providerFaults = {
  'provider-429': {
    what: 'For 20 seconds the provider answers with 429 and `Retry-After: 5`.',
    ...goesOn,
    seconds: 120,
    shown: { evaluation: 'shared' },
  },
  'provider-500': {
    what: 'For 10 seconds the provider answers with 500.',
    ...losesRun,
    seconds: 180,
    shown: { evaluation: 'shared' },
  },
  'provider-503': {
    what: 'For 20 seconds the provider answers with 503.',
    ...goesOn,
    seconds: 120,
    shown: { evaluation: 'shared' },
  },
  'provider-overloaded': {
    what: 'For 20 seconds the provider answers with 529.',
    ...goesOn,
    seconds: 120,
    shown: { evaluation: 'shared' },
  },
  'provider-unreachable': {
    what: 'For 20 seconds no connection to the provider comes about.',
    ...goesOn,
    seconds: 120,
    shown: { evaluation: 'shared' },
  },
  'provider-down': {
    what: 'For five minutes the provider answers with 503.',
    ...losesRun,
    seconds: 540,
    shown: { evaluation: 'own' },
  },
  'provider-cuts': {
    what: 'The provider breaks off in the middle of one answer.',
    ...losesRun,
    seconds: 180,
    shown: { evaluation: 'shared' },
  },
  'provider-stalls': {
    what: 'The provider falls silent in the middle of one answer.',
    ...losesRun,
    seconds: 400,
    shown: { evaluation: 'own' },
  },
  'provider-empty': {
    what: 'The provider gives one answer with nothing in it.',
    ...losesRun,
    seconds: 180,
    shown: { evaluation: 'shared' },
  },
  'provider-page': {
    what: 'A proxy answers one request with a page to log in.',
    ...losesRun,
    seconds: 180,
    shown: { evaluation: 'shared' },
  },
  'provider-other-model': {
    what: 'Another model gives one answer.',
    ...losesRun,
    seconds: 180,
    shown: { evaluation: 'shared' },
  },
  'credit-used-up': {
    what: 'The credit at the provider runs out.',
    ends: 'bad-model-access',
    ...ended,
    seconds: 300,
    shown: { evaluation: 'own' },
  },
  'key-revoked': {
    what: 'The provider no longer takes the key.',
    ends: 'bad-model-access',
    ...ended,
    seconds: 300,
    shown: { evaluation: 'own' },
  },
  'provider-429-for-ever': {
    what: 'The provider answers with 429, and `rate-limit-wait` is 0.',
    ends: 'low-coverage',
    ...ended,
    seconds: 300,
    shown: {
      tests: [
        [
          'test/e2e/broken-runs.test.ts',
          'is inconclusive, with the provider as the cause, in a storm of 429 that is not waited out',
        ],
      ],
    },
  },
} as const satisfies Faults;
