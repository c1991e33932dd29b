import { describe, expect, test } from 'vitest';
import { checkGateway, routeIn } from '../../../src/backends/attached/check.ts';
import { chooseContainer, type FoundGateway } from '../../../src/backends/attached/discover.ts';
import { looksLikeOpenclaw, type Workload } from '../../../src/backends/attached/workload.ts';
import type { ProbeReport } from '../../../src/protocol/probe-report.ts';
import type { Inputs } from '../../../src/inputs/types.ts';
import { planFor } from '../../fixtures/plan.ts';
import { loadInputs } from '../../fixtures/inputs.ts';

const inputs = (more: Record<string, string> = {}): ReturnType<typeof loadInputs> =>
  loadInputs({
    INPUT_MODE: 'attach',
    INPUT_NAMESPACE: 'bench',
    INPUT_KUBECONFIG: 'apiVersion: v1',
    INPUT_MODEL: 'lab/one',
    ...more,
  });

const home = { name: 'home', mountPath: '/home/node/.openclaw' };
const container = { name: 'gateway', image: 'openclaw', volumeMounts: [home] };

function gateway(mount: object = home): FoundGateway {
  const own = { ...container, volumeMounts: [{ ...home, ...mount }] };
  const limited = { ...own, resources: { limits: { memory: '4Gi' } } };
  return {
    namespace: 'bench',
    workload: {
      kind: 'Deployment',
      namespace: 'bench',
      name: 'assistant',
      containers: [own],
      selector: undefined,
      replicas: 1,
    },
    pod: { spec: { containers: [limited] } },
    podName: 'assistant-1',
    podUid: 'u',
    container: own,
  };
}

const fine: ProbeReport = {
  uid: 1000,
  gid: 1000,
  nowMs: 0,
  memory: { limitBytes: 4 * 1024 ** 3, usedBytes: 400 * 1024 ** 2 },
  stateDir: '/home/node/.openclaw',
  writable: ['/home/node/.openclaw'],
  listening: ['127.0.0.1'],
  token: 'a-token',
  gateway: { version: '2026.7.35' },
  config: {
    browserEnabled: true,
    toolsProfile: 'coding',
    alsoAllow: ['browser'],
    deny: [],
    providers: [
      { id: 'lab', baseUrl: 'http://lab/v1', models: [{ id: 'one', priceKnown: true, contextWindow: 1000 }] },
    ],
  },
};

function check(found: FoundGateway, report: ProbeReport, given: Inputs): ReturnType<typeof checkGateway> {
  const plan = planFor(given);
  if (plan.backend.kind !== 'attached') throw new Error('The plan is for a Job.');
  return checkGateway(found, report, plan, plan.backend);
}

const config = (change: Partial<NonNullable<ProbeReport['config']>>): Partial<ProbeReport> => ({
  config: { ...fine.config!, ...change },
});

describe('a gateway', () => {
  test('that meets all conditions can be joined', () => {
    expect(check(gateway(), fine, inputs())).toMatchObject({
      uid: 1000,
      token: 'a-token',
      home,
      model: { model: 'lab/one', ref: 'lab/one' },
    });
  });

  test.each<[string, Partial<ProbeReport>, RegExp]>([
    ['on all addresses', { listening: ['0.0.0.0'] }, /listens on 0\.0\.0\.0/],
    ['without a token', { token: null }, /has no token/],
    [
      'with another token',
      { gateway: { code: 'bad-config', message: 'no' } },
      /refuses the token of its own environment/,
    ],
    ['with few tools', config({ toolsProfile: 'messaging' }), /tools of profile "messaging"/],
    ['without a needed tool', config({ deny: ['exec'] }), /denies its agents exec/],
    ['without a browser', config({ browserEnabled: false }), /browser switched off/],
    ['without the tool browser', config({ alsoAllow: [] }), /does not give its agents the tool browser/],
    ['that cannot write', { writable: [] }, /cannot write to/],
    ['without a volume', { stateDir: '/root/.openclaw' }, /is on no volume/],
    ['without room', { memory: { limitBytes: 1024 ** 3, usedBytes: 700 * 1024 ** 2 } }, /324 MiB of memory/],
  ])('%s is refused', (_, change, sentence) => {
    expect(() => check(gateway(), { ...fine, ...change }, inputs())).toThrow(sentence);
  });

  test('whose volume is mounted by subPath needs a rollout', () => {
    const mounted = gateway({ subPath: 'state' });
    expect(() => check(mounted, fine, inputs())).toThrow(/by subPath/);
    expect(check(mounted, fine, inputs({ 'INPUT_ATTACH-METHOD': 'rollout' })).home.subPath).toBe('state');
  });

  test('without a browser is enough for named tasks', () => {
    const named = inputs({ INPUT_TASKS: 't1-greeting-file' });
    expect(() => check(gateway(), { ...fine, ...config({ alsoAllow: [] }) }, named)).not.toThrow();
  });
});

describe('the model', () => {
  const { providers } = fine.config!;

  test('of an endpoint is served by the provider the gateway has for it', () => {
    expect(routeIn(providers, 'openai/one', 'http://lab/v1').ref).toBe('lab/one');
    expect(() => routeIn(providers, 'openai/one', 'http://other/v1')).toThrow(/no provider for/);
  });

  test('of a gateway that this action deployed is served by its provider custom', () => {
    const own = [{ ...providers[0]!, id: 'custom' }];
    expect(routeIn(own, 'openai/one', null).ref).toBe('custom/one');
    expect(routeIn(own, 'openai/gpt', null).ref).toBe('openai/gpt');
  });
});

describe('what the pod belongs to', () => {
  const of = (...containers: { name: string; image: string }[]): Workload => ({
    kind: 'Deployment',
    namespace: 'bench',
    name: 'assistant',
    containers,
    selector: undefined,
    replicas: 1,
  });

  test.each([
    [of({ name: 'gateway', image: 'x' }), true],
    [of({ name: 'a', image: 'ghcr.io/openclaw/openclaw:1' }), true],
    [of({ name: 'a', image: 'nginx' }), false],
  ])('is known by name or image', (deployment, isOne) => {
    expect(looksLikeOpenclaw(deployment)).toBe(isOne);
  });

  test('with several containers needs the name of one', () => {
    const several = of({ name: 'a', image: 'x' }, { name: 'b', image: 'y' });
    expect(() => chooseContainer(several, { container: null })).toThrow(/several containers/);
    expect(chooseContainer(several, { container: 'b' }).name).toBe('b');
    expect(() => chooseContainer(several, { container: 'c' })).toThrow(/no container "c"/);
  });
});

describe('the inputs', () => {
  test('need no key of a provider, since the gateway has it', () => {
    expect(inputs().model).toBe('lab/one');
  });

  test.each([
    ['shards', { INPUT_SHARDS: '2' }, /`shards` is for gateways of our own/],
    [
      'a pull secret',
      { 'INPUT_IMAGE-PULL-SECRET': 'mine' },
      /`image-pull-secret` is for an OpenClaw of our own/,
    ],
    ['an image of OpenClaw', { 'INPUT_OPENCLAW-IMAGE': 'a:1' }, /`openclaw-image` is not for `mode: attach`/],
    [
      'the same with eval',
      { INPUT_MODE: 'eval', INPUT_OPENCLAW: 'existing', 'INPUT_OPENCLAW-IMAGE': 'a:1' },
      /`openclaw-image` is for an OpenClaw of our own/,
    ],
    [
      'images for a cluster of its own',
      { INPUT_MODE: 'eval', INPUT_OPENCLAW: 'existing', 'INPUT_LOAD-IMAGES': 'a:1' },
      /`load-images` is for a cluster that kind makes/,
    ],
    ['no namespace', { INPUT_NAMESPACE: '' }, /`namespace` is empty/],
    ['a new cluster', { INPUT_MODE: 'eval', INPUT_OPENCLAW: 'existing', INPUT_CLUSTER: 'kind' }, /kind/],
  ])('refuse %s', (_, more, sentence) => {
    expect(() => inputs(more)).toThrow(sentence);
  });

  test.each(['attach', 'eval'])('ignore OPENCLAW_IMAGE, which is for an earlier deploy, with %s', (mode) => {
    const { openclaw } = loadInputs(
      {
        INPUT_MODE: mode,
        INPUT_OPENCLAW: 'existing',
        INPUT_NAMESPACE: 'bench',
        INPUT_KUBECONFIG: 'apiVersion: v1',
        OPENCLAW_IMAGE: 'ghcr.io/acme/openclaw:1',
      },
      'terminal',
    );
    expect(openclaw).toBe('existing');
  });

  test('of an existing gateway are refused for a new one', () => {
    expect(() => inputs({ INPUT_MODE: 'eval', 'INPUT_ATTACH-METHOD': 'rollout' })).toThrow(
      /`attach-method` is for `openclaw: existing`/,
    );
  });
});
