import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** How far an address reaches: this machine and its link, a private network, or the internet. */
export type Zone = 0 | 1 | 2;

const machine = new BlockList();
machine.addSubnet('0.0.0.0', 8, 'ipv4');
machine.addSubnet('127.0.0.0', 8, 'ipv4');
// Among them is the metadata service of clouds.
machine.addSubnet('169.254.0.0', 16, 'ipv4');
machine.addAddress('::', 'ipv6');
machine.addAddress('::1', 'ipv6');
machine.addSubnet('fe80::', 10, 'ipv6');

const privateNetworks = new BlockList();
privateNetworks.addSubnet('10.0.0.0', 8, 'ipv4');
privateNetworks.addSubnet('100.64.0.0', 10, 'ipv4');
privateNetworks.addSubnet('172.16.0.0', 12, 'ipv4');
privateNetworks.addSubnet('192.168.0.0', 16, 'ipv4');
privateNetworks.addSubnet('fc00::', 7, 'ipv6');

/** The zone of a host; a name that is not looked up counts as far away, unless it always means this machine. */
export function zoneOf(host: string): Zone {
  if (/^(?:.+\.)?localhost\.?$/i.test(host)) return 0;
  const family = isIP(host);
  if (family === 0) return 2;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  if (machine.check(host, type)) return 0;
  return privateNetworks.check(host, type) ? 1 : 2;
}

/** Looks names up as usual, and calls `check` with the nearest zone of what was found; it throws to refuse that. */
export function lookupIn(check: (zone: Zone, host: string) => void): LookupFunction {
  return (host, options, callback) => {
    lookup(host, options, (error, found, family) => {
      if (error !== null) return callback(error, found, family);
      const zones = (Array.isArray(found) ? found : [{ address: found }]).map(({ address }) =>
        zoneOf(address),
      );
      try {
        check(
          zones.reduce<Zone>((nearest, zone) => (zone < nearest ? zone : nearest), 2),
          host,
        );
      } catch (refused) {
        return callback(refused instanceof Error ? refused : new Error(String(refused)), '', 0);
      }
      return callback(null, found, family);
    });
  };
}
