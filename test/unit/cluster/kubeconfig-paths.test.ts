import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readKubeconfig } from '../../../src/cluster/kubeconfig-paths.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'kubeconfig-paths-'));
const at = (name: string): string => path.join(directory, name);

function kubeconfig(name: string, user: string): string {
  writeFileSync(
    at(name),
    `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: 'https://c.example', certificate-authority: ca.crt } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
current-context: x
users: [{ name: u, user: ${user} }]
`,
  );
  return at(name);
}

test('relative paths become absolute, as kubectl means them, and a bare command stays a name', async () => {
  const text = await readKubeconfig(
    kubeconfig('relative', '{ tokenFile: ../token, exec: { command: ./plugin, args: [./x] } }'),
  );
  const bare = await readKubeconfig(kubeconfig('bare', '{ exec: { command: aws } }'));
  expect(JSON.parse(text)).toEqual({
    'current-context': 'x',
    clusters: [
      { name: 'c', cluster: { server: 'https://c.example', 'certificate-authority': at('ca.crt') } },
    ],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users: [
      {
        name: 'u',
        user: {
          tokenFile: path.resolve(directory, '../token'),
          exec: { command: at('plugin'), args: ['./x'] },
        },
      },
    ],
  });
  expect(JSON.parse(bare)).toMatchObject({ users: [{ user: { exec: { command: 'aws' } } }] });
});

test.each([
  ['without relative paths', 'apiVersion: v1\nkind: Config\nusers: [] # as it is\n'],
  ['that is no kubeconfig', 'hello: [\n'],
])('a text %s stays as it is', async (_, text) => {
  writeFileSync(at('plain'), text);
  expect(await readKubeconfig(at('plain'))).toBe(text);
});

test('a pipe is read to its end, up to a limit', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  const write = (script: string): unknown => spawn('sh', ['-c', `{ ${script}; } > "$0"`, at('pipe')]);
  write('printf first; sleep 0.2; printf " and last"');
  expect(await readKubeconfig(at('pipe'))).toBe('first and last');
  write('head -c 3000000 /dev/zero');
  await expect(readKubeconfig(at('pipe'))).rejects.toThrow('has more than 1048576 bytes');
});

test('a pipe that nobody writes to does not hold the command line', async () => {
  execFileSync('mkfifo', [at('silent')]);
  await expect(readKubeconfig(at('silent'))).rejects.toThrow('sends nothing in 10 s');
  spawn('sh', ['-c', 'true > "$0"', at('silent')]); // lets the reader end
}, 20_000);

test.each([
  ['empty', 'is empty'],
  ['gone', 'does not exist'],
  ['.', 'is a directory'],
])('%s %s', async (name, says) => {
  writeFileSync(at('empty'), ' \n');
  await expect(readKubeconfig(at(name))).rejects.toMatchObject({
    code: 'bad-input',
    message: `The kubeconfig ${at(name)} ${says}.`,
  });
});
