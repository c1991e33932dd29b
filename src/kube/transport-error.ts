import type { ErrorCode } from '../base/errors.ts';
import type { Trust } from './cluster.ts';
import { KubeError } from './errors.ts';
import { PROXY_CODE } from './tunnel.ts';

/**
 * Why a request got no usable response. Errors the API server itself reports carry the reason of its `Status` instead
 * (`NotFound`, `Forbidden`, `AlreadyExists`, `Conflict`, …).
 */
export type TransportReason =
  | 'NameNotResolved'
  | 'ConnectionRefused'
  | 'ConnectionLost'
  | 'NoAnswer'
  | 'CertificateNotTrusted'
  | 'CertificateExpired'
  | 'CertificateNameMismatch'
  | 'TlsFailed'
  | 'ProxyRefused'
  | 'ProxyUnreachable'
  | 'NotKubernetes'
  | 'AnswerTooLarge';

/** The server in an error message. */
export interface Peer {
  /** `https://host:port` */
  server: string;
  trust: Trust;
}

interface Failure {
  code: ErrorCode;
  reason: TransportReason;
  retryable: boolean;
  sentence: (peer: Peer, code: string) => string;
  hint?: string | ((peer: Peer) => string);
}

const unreachableHint =
  'Check the server in the kubeconfig, and whether this runner can reach it: a private API server needs a self-hosted runner or a proxy (HTTPS_PROXY).';

const signers: Record<Trust, string> = {
  kubeconfig: 'the CA in the kubeconfig',
  'service-account': 'the CA that the pod of this runner has (ca.crt of its ServiceAccount)',
  system: 'a CA that this machine trusts, and the kubeconfig names none',
};

const trustHints: Record<Trust, string> = {
  kubeconfig:
    'The kubeconfig belongs to another cluster, the cluster got a new CA, the server does not send the certificates between its own and that CA, or a proxy intercepts TLS. Write the right certificate-authority-data.',
  'service-account':
    'A proxy intercepts TLS, or KUBERNETES_SERVICE_HOST is not the API server. Use the input `kubeconfig` instead.',
  system:
    'Write the CA of the cluster into the kubeconfig as certificate-authority-data, or set SSL_CERT_FILE or NODE_EXTRA_CA_CERTS to a file with it.',
};

const failures: Record<TransportReason, Failure> = {
  NameNotResolved: {
    code: 'cluster-unreachable',
    reason: 'NameNotResolved',
    retryable: true,
    sentence: ({ server }) => `the name of the API server ${server} cannot be resolved.`,
    hint: unreachableHint,
  },
  ConnectionRefused: {
    code: 'cluster-unreachable',
    reason: 'ConnectionRefused',
    retryable: true,
    sentence: ({ server }) => `nothing listens at ${server} (connection refused).`,
    hint: unreachableHint,
  },
  ConnectionLost: {
    code: 'cluster-unreachable',
    reason: 'ConnectionLost',
    retryable: true,
    sentence: ({ server }, code) => `the connection to ${server} broke (${code}).`,
  },
  NoAnswer: {
    code: 'cluster-unreachable',
    reason: 'NoAnswer',
    retryable: true,
    sentence: ({ server }) => `${server} does not answer.`,
    hint: unreachableHint,
  },
  CertificateNotTrusted: {
    code: 'cluster-tls',
    reason: 'CertificateNotTrusted',
    retryable: false,
    sentence: ({ server, trust }, code) =>
      `the certificate of ${server} is not signed by ${signers[trust]} (${code}).`,
    hint: ({ trust }) => trustHints[trust],
  },
  CertificateExpired: {
    code: 'cluster-tls',
    reason: 'CertificateExpired',
    retryable: false,
    sentence: ({ server }) => `the certificate of ${server} has expired or is not valid yet.`,
  },
  CertificateNameMismatch: {
    code: 'cluster-tls',
    reason: 'CertificateNameMismatch',
    retryable: false,
    sentence: ({ server }) => `the certificate of ${server} was issued for another name.`,
    hint: 'Use a name from the certificate as server, or set tls-server-name in the kubeconfig.',
  },
  TlsFailed: {
    code: 'cluster-tls',
    reason: 'TlsFailed',
    retryable: false,
    sentence: ({ server }, code) => `${server} and this program cannot agree on TLS (${code}).`,
    hint: 'The server at that address does not speak HTTPS, or refuses the client certificate.',
  },
  ProxyRefused: {
    code: 'cluster-unreachable',
    reason: 'ProxyRefused',
    retryable: false,
    sentence: ({ server }, code) => `the proxy does not connect to ${server} (${code}).`,
    hint: 'Check HTTPS_PROXY, NO_PROXY, and proxy-url in the kubeconfig.',
  },
  ProxyUnreachable: {
    code: 'cluster-unreachable',
    reason: 'ProxyUnreachable',
    retryable: true,
    sentence: ({ server }, code) => `the proxy makes no connection to ${server} (${code}).`,
    hint: 'Check HTTPS_PROXY, NO_PROXY, and proxy-url in the kubeconfig.',
  },
  NotKubernetes: {
    code: 'cluster-unreachable',
    reason: 'NotKubernetes',
    retryable: false,
    sentence: ({ server }) => `${server} answers, but not like a Kubernetes API server.`,
    hint: unreachableHint,
  },
  AnswerTooLarge: {
    code: 'api-error',
    reason: 'AnswerTooLarge',
    retryable: false,
    sentence: ({ server }) => `the response of ${server} is too large to be read.`,
  },
};

/** There was no response, or only part of one. `error` was thrown by undici, ws or Node. */
export function transportError(operation: string, peer: Peer, error: unknown): KubeError {
  const code = errorCodeOf(error);
  const detail = code.startsWith(PROXY_CODE) ? code.slice(PROXY_CODE.length) : code;
  return transportFailure(operation, peer, transportReason(code), { detail, cause: error });
}

/** @param options.detail for the message, such as the system's error code; the reason if left out */
export function transportFailure(
  operation: string,
  peer: Peer,
  reason: TransportReason,
  options: { detail?: string; cause?: unknown } = {},
): KubeError {
  const { detail = reason, cause } = options;
  const failure = failures[reason];
  return new KubeError(failure.code, `Could not ${operation}: ${failure.sentence(peer, detail)}`, {
    status: 0,
    reason: failure.reason,
    retryable: failure.retryable,
    hint: typeof failure.hint === 'function' ? failure.hint(peer) : failure.hint,
    cause,
  });
}

function transportReason(code: string): TransportReason {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return 'NameNotResolved';
    case 'ECONNREFUSED':
      return 'ConnectionRefused';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return 'NoAnswer';
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'CERT_SIGNATURE_FAILURE':
    case 'CERT_UNTRUSTED':
    case 'CERT_REJECTED':
    case 'INVALID_CA':
      return 'CertificateNotTrusted';
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'CertificateExpired';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return 'CertificateNameMismatch';
    default:
      if (code.startsWith('HPE_')) return 'NotKubernetes';
      if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_OSSL_'))
        return 'TlsFailed';
      if (code.startsWith(PROXY_CODE)) return / HTTP [45]/.test(code) ? 'ProxyRefused' : 'ProxyUnreachable';
      return 'ConnectionLost';
  }
}

/** The innermost `code`: undici wraps the socket's error, and Node wraps one error per address it tried. */
function errorCodeOf(error: unknown): string {
  const seen = new Set<unknown>();
  let code = '';
  let current: unknown = error;
  while (current instanceof Error && !seen.has(current)) {
    seen.add(current);
    const own: unknown = 'code' in current ? current.code : undefined;
    if (typeof own === 'string') code = own;
    current = current instanceof AggregateError && code === '' ? current.errors[0] : current.cause;
  }
  return code === '' ? 'no reason given' : code;
}
