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

/** Certificates of a server behind an intermediate CA, as Rancher, RKE2 and companies have them. */
export interface CertificateChain {
  /** Signed the intermediate alone. */
  root: Pem;
  intermediate: Pem;
  /** Signed by the intermediate. */
  server: Pem;
}

/** Makes a key and its certificate; `by` is the name of one made before that signs it. */
type Make = (name: string, subject: string, by?: string, extensions?: readonly string[]) => Pem;

const noCa = 'basicConstraints=CA:FALSE';

/** Creates keys and certificates for a test with openssl. @param more names of the server, such as `DNS:example.test` */
export function makeCertificates(more: readonly string[] = []): Certificates {
  return withOpenssl((make) => ({
    ca: make('ca', '/CN=test CA'),
    otherCa: make('other', '/CN=another CA'),
    server: make('server', '/CN=server', 'ca', [noCa, namesOfServer(more)]),
    client: make('client', '/CN=client', 'ca', [noCa]),
  }));
}

/** The same for a server whose certificate an intermediate CA signed. */
export function makeCertificateChain(more: readonly string[] = []): CertificateChain {
  return withOpenssl((make) => ({
    root: make('root', '/CN=root CA'),
    intermediate: make('intermediate', '/CN=intermediate CA', 'root'),
    server: make('server', '/CN=server', 'intermediate', [noCa, namesOfServer(more)]),
  }));
}

function namesOfServer(more: readonly string[]): string {
  return `subjectAltName=${['IP:127.0.0.1', 'DNS:localhost', ...more].join(',')}`;
}

function withOpenssl<T>(work: (make: Make) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'certificates-'));
  const file = (name: string): string => join(directory, name);
  try {
    return work((name, subject, by, extensions = []) => {
      const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2'.split(' ');
      const out = ['-subj', subject, '-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)];
      const signed = by === undefined ? [] : ['-CA', file(`${by}.crt`), '-CAkey', file(`${by}.key`)];
      const more = extensions.flatMap((extension) => ['-addext', extension]);
      execFileSync('openssl', [...request, ...out, ...signed, ...more], { stdio: 'pipe' });
      return {
        certificate: readFileSync(file(`${name}.crt`), 'utf8'),
        key: readFileSync(file(`${name}.key`), 'utf8'),
      };
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}
