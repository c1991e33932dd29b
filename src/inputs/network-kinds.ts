import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { contents, type Kind, list } from './kinds.ts';

/** Address of an HTTP proxy, which may contain user and password. */
export function proxyUrl(): Kind<string> {
  return {
    type: 'secret',
    parse(raw) {
      const url = /^[\x21-\x7e]+$/.test(raw) && URL.canParse(raw) ? new URL(raw) : null;
      const isProxy = url !== null && /^https?:$/.test(url.protocol) && /^\/?$/.test(url.pathname);
      return isProxy && url.search === '' && url.hash === '' && isDecodable(url.password)
        ? { value: raw.replace(/\/$/, '') }
        : { write: 'the address of a proxy such as http://proxy.example.com:3128' };
    },
  };
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

const pemBlock = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** Certificates of CAs in PEM; the value has only the certificates, without the text around them. */
export function caCertificates(): Kind<string> {
  const size = contents(512 * 1024);
  return {
    type: 'text',
    parse(raw) {
      const fits = size.parse(raw);
      if ('write' in fits) return fits;
      if (raw.includes('PRIVATE KEY-----')) return { write: 'certificates alone, without a private key' };
      const blocks = raw.match(pemBlock) ?? [];
      if (blocks.length === 0)
        return { write: 'certificates in PEM, which begin with -----BEGIN CERTIFICATE-----' };
      const broken = blocks.findIndex((block) => !isCertificate(block));
      return broken < 0
        ? { value: `${blocks.join('\n')}\n` }
        : { write: `certificates that can be read; number ${broken + 1} cannot` };
    },
  };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

/** Addresses and ranges of them; the value has ranges alone, in CIDR notation. */
export function addressRanges(): Kind<readonly string[]> {
  const write = 'addresses or ranges such as 10.1.2.3 or 10.1.0.0/16, separated by spaces or commas';
  const items = list(/^[0-9a-fA-F:.]+(\/\d{1,3})?$/, write);
  return {
    type: 'list',
    parse(raw) {
      const parsed = items.parse(raw);
      if ('write' in parsed) return parsed;
      const ranges = parsed.value.map(rangeOf);
      return ranges.every((range) => range !== null) ? { value: ranges } : { write };
    },
  };
}

function rangeOf(text: string): string | null {
  const [address = '', prefix] = text.split('/');
  const family = isIP(address);
  const bits = family === 6 ? 128 : 32;
  if (family === 0 || Number(prefix ?? bits) > bits) return null;
  return `${address}/${prefix ?? bits}`;
}
