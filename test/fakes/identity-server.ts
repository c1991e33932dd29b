import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { CertificateChain, Certificates } from './certificates.ts';

/** What a request tells about who sends it. */
export interface Identity {
  path: string;
  encrypted: boolean;
  /** `Authorization` and `Impersonate-…`, in order. */
  headers: string[];
  /** Common name in the client certificate. */
  certificate: string | undefined;
}

export interface IdentityServer {
  /** Of the HTTPS server: with all certificates of its chain, or its own alone if it is called by `bareName`. */
  port: number;
  plainPort: number;
  /** Who asked for its version since the last call. */
  seen(): Identity[];
  stop(): void;
}

/** A name by which the server presents its own certificate without the intermediate's. */
export const bareName = 'bare.example.test';

/** Answers everybody like an API server that is asked for its version, over HTTPS and HTTP, and keeps who asked. */
export async function startIdentityServer(
  chain: CertificateChain,
  { ca }: Pick<Certificates, 'ca'>,
): Promise<IdentityServer> {
  let identities: Identity[] = [];
  const onRequest: RequestListener = (request, response) => {
    if (request.url?.split('?')[0]?.endsWith('/version') === true) identities.push(identityOf(request));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ major: '1', minor: '34', gitVersion: 'v1.34.4' }));
  };
  const { certificate, key } = chain.server;
  const bare = createSecureContext({ cert: certificate, key });
  const full = createSecureContext({ cert: certificate + chain.intermediate.certificate, key });
  const server = createServer(
    {
      cert: certificate + chain.intermediate.certificate,
      key,
      ca: ca.certificate,
      requestCert: true,
      rejectUnauthorized: false,
      SNICallback: (name, found) => found(null, name === bareName ? bare : full),
    },
    onRequest,
  );
  const plain = createPlainServer(onRequest);
  return {
    port: await portOf(server),
    plainPort: await portOf(plain),
    seen() {
      const seen = identities;
      identities = [];
      return seen;
    },
    stop() {
      for (const each of [server, plain]) {
        each.closeAllConnections();
        each.close();
      }
    },
  };
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  return (server.address() as AddressInfo).port;
}

function identityOf({ url = '', socket, rawHeaders }: IncomingMessage): Identity {
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && /^(?:authorization|impersonate-.*)$/i.test(name)
      ? [`${name.toLowerCase()}: ${rawHeaders[index + 1]}`]
      : [],
  );
  const encrypted = socket instanceof TLSSocket;
  const subject = encrypted ? socket.getPeerCertificate().subject?.CN : undefined;
  return {
    path: url.split('?')[0] ?? '',
    encrypted,
    headers: headers.toSorted(),
    certificate: typeof subject === 'string' ? subject : subject?.[0],
  };
}
