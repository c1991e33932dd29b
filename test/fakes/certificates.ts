import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pem {
  certificate: string;
  key: string;
}

export interface Certificates {
  ca: Pem;
  /** For 127.0.0.1 and localhost, signed by the CA. */
  server: Pem;
  /** Signed by the CA. */
  client: Pem;
  /** A CA that signed none of them. */
  otherCa: Pem;
}

/** Creates keys and certificates for a test with openssl. @param more names of the server, such as `DNS:example.test` */
export function makeCertificates(more: readonly string[] = []): Certificates {
  const directory = mkdtempSync(join(tmpdir(), 'certificates-'));
  const file = (name: string): string => join(directory, name);
  const make = (name: string, subject: string, args: readonly string[]): Pem => {
    const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2'.split(' ');
    const out = ['-subj', subject, '-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)];
    execFileSync('openssl', [...request, ...out, ...args], { stdio: 'pipe' });
    return {
      certificate: readFileSync(file(`${name}.crt`), 'utf8'),
      key: readFileSync(file(`${name}.key`), 'utf8'),
    };
  };
  const signed = ['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-addext', 'basicConstraints=CA:FALSE'];
  try {
    return {
      ca: make('ca', '/CN=test CA', []),
      otherCa: make('other', '/CN=another CA', []),
      server: make('server', '/CN=server', [
        ...signed,
        '-addext',
        `subjectAltName=${['IP:127.0.0.1', 'DNS:localhost', ...more].join(',')}`,
      ]),
      client: make('client', '/CN=client', signed),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
