// Signs the gateway's challenge with the device key of the identity file, which is made when it is missing.
// stdin: {file, clientId, clientMode, scopes, token, nonce}; stdout: the `device` object of the connect request.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const request = JSON.parse(readFileSync(0, 'utf8'));
const { file, clientId, clientMode, scopes, token, nonce } = request;

function rawKey(key) {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32);
}

function newIdentity() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const identity = {
    version: 1,
    deviceId: createHash('sha256').update(rawKey(publicKey)).digest('hex'),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    createdAtMs: Date.now(),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(identity, null, 2), { mode: 0o600 });
  return identity;
}

const identity = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : newIdentity();
const signedAt = Date.now();
// The last field, the device family, is empty.
const fields = [
  'v3',
  identity.deviceId,
  clientId,
  clientMode,
  'operator',
  scopes.join(','),
  signedAt,
  token,
  nonce,
  'linux',
  '',
];
const signature = sign(null, Buffer.from(fields.join('|')), createPrivateKey(identity.privateKeyPem));
console.log(
  JSON.stringify({
    id: identity.deviceId,
    publicKey: rawKey(createPublicKey(identity.publicKeyPem)).toString('base64url'),
    signature: signature.toString('base64url'),
    signedAt,
    nonce,
  }),
);
