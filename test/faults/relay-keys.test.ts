import { expect, test } from 'vitest';
import { wireApis } from '../../src/protocol/relay.ts';
import { echo, echoForms } from '../fakes/echo-provider.ts';
import { startProvider } from '../fakes/provider.ts';
import { askRelay, type Marker, needlesOf } from '../fixtures/key-hunt.ts';
import { provider, relayToken, startRelay } from '../fixtures/relay-host.ts';

const marker: Marker = ['c4n4ry', 'c4n4ry'];
const key = (name: string): string => `${marker.join('')}-${name}-0123456789`;

const paths = {
  'openai-completions': '/chat/completions',
  'openai-responses': '/responses',
  'anthropic-messages': '/v1/messages',
  'google-generative-ai': '/models/m:generateContent',
};

test('whatever a client sends, and however a provider shows its key, no client sees it', async () => {
  const server = await startProvider(echo);
  const base = `${server.url}/v1`;
  const hosted = Object.fromEntries(wireApis.map((api) => [api, provider(base, { api })]));
  const relay = await startRelay(
    {
      ...hosted,
      own: provider(`${server.url}/\${PATH_SECRET}/v1`, {
        headers: { 'X-Own-Key': 'Token ${HEADER_SECRET}' },
      }),
      gone: provider('http://${HOST_SECRET}.invalid/v1'),
    },
    {
      env: {
        CUSTOM_API_KEY: key('custom'),
        PATH_SECRET: key('path'),
        HEADER_SECRET: key('header'),
        HOST_SECRET: key('Host'),
      },
    },
  );
  const said = await askRelay(
    {
      port: relay.port,
      token: relayToken,
      echoing: [
        ...wireApis.map((api) => ({ name: api, path: paths[api] })),
        { name: 'own', path: '/chat/completions' },
      ],
      forms: echoForms,
    },
    marker,
  );
  expect(said.filter(({ isHit }) => isHit)).toEqual([]);
  const gone = await relay.ask('/gone/chat/completions', { body: '{"model":"m","messages":[]}' });
  expect(gone.status).toBe(502);
  expect(gone.body.toString()).toMatch(/^[^]*gone \(\*{20,}\.invalid\) gave no answer/);
  // They were sent keys, and what they said came through.
  expect(new Set(server.seen.flatMap(({ headers }) => headers['x-echo'] ?? []))).toEqual(new Set(echoForms));
  const seen = Buffer.from(JSON.stringify(server.seen));
  for (const name of ['custom', 'path', 'header']) expect(seen.includes(key(name))).toBe(true);
  expect(said.filter(({ status }) => status === '200').length).toBeGreaterThan(80);
  expect(said.at(-1)).toMatchObject({ status: '200' });
  const answers = said.filter(({ what }) => what.includes(' answers by '));
  expect(answers.filter(({ status }) => status === 'none')).toEqual([]);
  expect(relay.output()).not.toContain(marker.join(''));
});

test('the hunt finds a key in any of the ways in which it looks for one', () => {
  const needles = needlesOf(marker);
  const text = `Bearer ${key('a')}`;
  const found = (bytes: Buffer | string): boolean =>
    needles.some((needle) => Buffer.from(bytes).includes(needle));
  const base64 = [0, 1, 2].map((before) => Buffer.from(`${'.'.repeat(before)}${text}`).toString('base64'));
  const backwards = Buffer.from(text).reverse();
  for (const form of [
    text,
    Buffer.from(text, 'utf16le'),
    backwards,
    Buffer.from(text).toString('hex'),
    ...base64,
  ])
    expect(found(form)).toBe(true);
  expect(found('nothing')).toBe(false);
});
