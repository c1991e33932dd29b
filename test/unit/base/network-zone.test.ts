import { describe, expect, test } from 'vitest';
import { lookupIn, type Zone, zoneOf } from '../../../src/base/network-zone.ts';

describe('the zone of a host', () => {
  test.each<[string, Zone]>([
    ['127.0.0.1', 0],
    ['127.255.0.3', 0],
    ['0.0.0.0', 0],
    ['169.254.169.254', 0],
    ['::1', 0],
    ['::', 0],
    ['fe80::1', 0],
    ['::ffff:127.0.0.1', 0],
    ['::ffff:a9fe:a9fe', 0],
    ['localhost', 0],
    ['LOCALHOST.', 0],
    ['a.localhost', 0],
    ['10.0.0.1', 1],
    ['100.64.0.1', 1],
    ['172.16.0.1', 1],
    ['172.31.255.255', 1],
    ['192.168.1.1', 1],
    ['fd12::1', 1],
    ['::ffff:10.0.0.1', 1],
    ['8.8.8.8', 2],
    ['172.32.0.1', 2],
    ['2606:4700::1111', 2],
    ['localhost.example.com', 2],
    ['example.com', 2],
  ])('%s is %i', (host, zone) => {
    expect(zoneOf(host)).toBe(zone);
  });
});

describe('a name that is looked up', () => {
  const found = async (check: (zone: Zone, host: string) => void): Promise<unknown> =>
    await new Promise((resolve) => {
      lookupIn(check)('localhost', { all: true }, (error, addresses) => resolve(error ?? addresses));
    });

  test('is checked by what it turns out to be', async () => {
    const seen: unknown[] = [];
    expect(await found((zone, host) => seen.push(zone, host))).toContainEqual(
      expect.objectContaining({ family: expect.any(Number) }),
    );
    expect(seen).toEqual([0, 'localhost']);
  });

  test('is not connected to if the check refuses it', async () => {
    const refused = new Error('an address of this network');
    expect(
      await found(() => {
        throw refused;
      }),
    ).toBe(refused);
  });
});
