import { ended, goesOn, type Faults } from '../fault.ts';

/** Between the step and the API server, and the API server itself. */
export const connectionFaults = {
  'connection-cut': {
    what: 'All connections to the API server are closed, and new ones are refused for 20 seconds.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'connection-silent': {
    what: 'For 40 seconds nothing gets through to the API server or back, and no connection is closed.',
    ...goesOn,
    seconds: 120,
    shown: { evaluation: 'shared' },
  },
  'connection-slow': {
    what: 'For 30 seconds the answers of the API server come at 64 kB/s.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'connection-late': {
    what: 'For 20 seconds everything takes 2 seconds more on its way, and so do the answers.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'connection-reset': {
    what: 'For 15 seconds all connections to the API server are reset.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'connection-short': {
    what: 'For 20 seconds each connection is closed after some hundred bytes of answers, in the middle of whatever that is.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'log-cut': {
    what: 'The connection is cut or ended at any one byte of the lines of a log.',
    ...goesOn,
    seconds: 5,
    shown: {
      tests: [
        ['test/faults/kube-logs.test.ts', 'loses and repeats nothing, at whatever byte it is %s'],
        [
          'test/cluster/kube-logs.alone.test.ts',
          'loses and repeats nothing over connections that are cut and go silent',
        ],
      ],
    },
  },
  'exec-cut': {
    what: 'The connection is cut at any one byte of the frames of an exec.',
    ...goesOn,
    seconds: 5,
    shown: {
      tests: [
        ['test/faults/kube-exec.test.ts', 'is read again, at whatever byte of its frames it is cut'],
        [
          'test/cluster/kube-exec.alone.test.ts',
          'brings a file home over a connection that is cut, reset, slow, and silent in turn',
        ],
      ],
    },
  },
  'exec-without-status': {
    what: 'For 15 seconds each exec is closed before it says how the command ended.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'exec-silent': {
    what: 'An exec stays open and says nothing more.',
    ...goesOn,
    seconds: 60,
    shown: {
      tests: [
        ['test/faults/kube-exec.test.ts', 'over a connection that went silent fails before its deadline'],
        ['test/faults/kube-exec.test.ts', 'whose handshake is never answered fails at its deadline'],
      ],
    },
  },
  'log-rotated': {
    what: 'The kubelet rotates the log of a container while it is followed.',
    ...goesOn,
    seconds: 5,
    shown: {
      tests: [
        ['test/faults/kube-logs.test.ts', 'says that lines may be missing after a rotation'],
        [
          'test/cluster/kube-logs.alone.test.ts',
          'shows 600 000 lines once each and in order, over rotations of the file',
        ],
      ],
    },
  },
  'api-429': {
    what: 'For 15 seconds the API server answers two of three requests with 429 and `Retry-After: 2`.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'api-500': {
    what: 'For 10 seconds the API server answers every request with 500.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'api-503': {
    what: 'For 20 seconds the API server answers every request with 503.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'shared' },
  },
  'api-410': {
    what: 'The API server answers with 410 because a list of several pages has expired.',
    ...goesOn,
    seconds: 5,
    shown: {
      tests: [['test/faults/kube-client.test.ts', 'begins a list again that has expired between two pages']],
    },
  },
  'api-crash': {
    what: 'The API server crashes, and is started again.',
    ...goesOn,
    seconds: 90,
    shown: { evaluation: 'alone' },
  },
  'api-upgrade': {
    what: 'The API server is stopped for an upgrade, refuses connections for a minute, and is started again.',
    ...goesOn,
    seconds: 240,
    shown: { evaluation: 'alone' },
  },
  'token-expired': {
    what: 'The token for the cluster expires, and the credential plugin gives a new one.',
    ...goesOn,
    seconds: 120,
    shown: { evaluation: 'own' },
  },
  'token-revoked': {
    what: 'The token for the cluster is revoked, and there is no other.',
    ends: 'cluster-auth',
    paidAgain: 'nothing',
    left: 'evaluation',
    seconds: 180,
    shown: { evaluation: 'own' },
  },
  'plugin-hangs': {
    what: 'The credential plugin hangs.',
    ends: 'cluster-auth',
    ...ended,
    seconds: 60,
    shown: {
      tests: [
        ['test/faults/credential-plugin.test.ts', 'that hangs is stopped with everything it has started'],
      ],
    },
  },
  'proxy-restarted': {
    what: 'The proxy before the API server is restarted.',
    ...goesOn,
    seconds: 30,
    shown: { tests: [['test/faults/kube-tls.test.ts', 'that is started again in the middle is used again']] },
  },
  'api-gone': {
    what: 'The API server does not come back.',
    ends: 'cluster-unreachable',
    paidAgain: 'nothing',
    left: 'evaluation',
    seconds: 180,
    shown: {
      tests: [
        [
          'test/faults/kube-client.test.ts',
          'is retried only within the budget, and the error says how often',
        ],
      ],
    },
  },
} as const satisfies Faults;
