import { join } from 'node:path';
import { bareName } from '../../fakes/identity-server.ts';
import { base64, proxiedName } from './place.ts';
import type { Entry, Surroundings, Variant } from './place.ts';

const textFields = ['tls-server-name', 'proxy-url', 'certificate-authority'];

/** Fields of a cluster, beside or in place of the usual ones. */
export function clusterVariants({
  directory,
  port,
  chain,
  certificates,
  proxyUrl,
  socksUrl,
}: Surroundings): Variant[] {
  const data = (pem: string): Entry => ({ 'certificate-authority-data': base64(pem) });
  const { root, intermediate, server } = chain;
  const other = certificates.otherCa.certificate;
  const bare = { 'tls-server-name': bareName };
  const none = { 'certificate-authority-data': undefined };
  const path = (name: string): Entry => ({ ...none, 'certificate-authority': name });
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  return [
    ['the root', {}],
    ['an intermediate CA', data(intermediate.certificate)],
    ["the server's own certificate", data(server.certificate)],
    ['another CA', data(other)],
    ['a bundle with the root last', data(other + root.certificate)],
    ['a bundle with the intermediate last', data(other + intermediate.certificate)],
    ['the root, for a server without its intermediate', bare],
    ['an intermediate CA, for a server without it', { ...data(intermediate.certificate), ...bare }],
    ['the own certificate, for a server without its intermediate', { ...data(server.certificate), ...bare }],
    ['text before the certificate', data(`subject=/CN=root\n${root.certificate}`)],
    ['a broken certificate before a good one', data(broken + root.certificate)],
    ['a broken certificate', data(broken)],
    [
      'a certificate for OpenSSL alone',
      data(root.certificate.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE')),
    ],
    ['a key beside the certificate', data(root.key + root.certificate)],
    ['a key', data(root.key)],
    ['CA data that is not PEM', data('hello')],
    ['CA data that is not base64', { 'certificate-authority-data': '***' }],
    ['a CA file', path('root.crt')],
    ['a file with an intermediate', path('intermediate.crt')],
    ['a CA file with a whole path', path(join(directory, 'root.crt'))],
    ['a CA file that is missing', path('missing.crt')],
    ['an empty CA file', path('nothing')],
    ['a directory for a CA file', path('folder')],
    ['CA data and a file', { 'certificate-authority': 'root.crt' }],
    ['CA data and an empty file name', { 'certificate-authority': '' }],
    ['empty CA data and a file', { ...path('root.crt'), 'certificate-authority-data': '' }],
    ['no CA', none],
    ['no CA, unchecked', { ...none, 'insecure-skip-tls-verify': true }],
    ['a CA, unchecked', { 'insecure-skip-tls-verify': true }],
    ['no CA, unchecked by a word', { ...none, 'insecure-skip-tls-verify': 'true' }],
    ['not unchecked', { 'insecure-skip-tls-verify': false }],
    ['null for unchecked', { 'insecure-skip-tls-verify': null }],
    ['a name of the server', { 'tls-server-name': 'localhost' }],
    ['another name', { 'tls-server-name': 'other.example.test' }],
    ['empty fields', Object.fromEntries(textFields.map((field) => [field, '']))],
    [
      'nulls',
      Object.fromEntries([...textFields, 'extensions', 'disable-compression'].map((field) => [field, null])),
    ],
    ['fields nobody knows', { color: 'red', limits: { a: [1] } }],
    ['no server', { server: '' }],
    ['null for a server', { server: null }],
    ['a list for a server', { server: ['https://127.0.0.1'] }],
    ['a path', { server: `https://127.0.0.1:${port}/k8s/clusters/c-x/` }],
    ['a path and a query', { server: `https://127.0.0.1:${port}/k8s/?a=b` }],
    ['capitals', { server: `HTTPS://LOCALHOST:${port}` }],
    ['a login in the server', { server: `https://user:pass@127.0.0.1:${port}` }, 'unusable'],
    ['a proxy', { 'proxy-url': proxyUrl, server: `https://${proxiedName}:${port}` }],
    ['a SOCKS proxy', { 'proxy-url': socksUrl, server: `https://${proxiedName}:${port}` }],
    ['a proxy without its login', { 'proxy-url': proxyUrl.replace(/\/\/.*@/, '//') }],
    ['a proxy of another kind', { 'proxy-url': 'ftp://127.0.0.1' }],
    ['a proxy without a scheme', { 'proxy-url': '127.0.0.1:3128' }],
    ['a proxy for an intermediate', { 'proxy-url': proxyUrl, ...data(intermediate.certificate) }],
    ['a SOCKS proxy for the own certificate', { 'proxy-url': socksUrl, ...data(server.certificate) }],
    ['a proxy for another CA', { 'proxy-url': proxyUrl, ...data(other) }],
  ];
}
