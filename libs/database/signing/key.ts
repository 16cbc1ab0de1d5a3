import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** The Ed25519 key that signs the heads of chains. */
export interface SigningKey {
  privateKey: KeyObject;
  /** The public half by which its signatures are known: its 32 bytes in base64url. */
  name: string;
}

/** The key in a PEM file; undefined where there is no such file. @throws where the file holds no Ed25519 key */
export function readKey(path: string): SigningKey | undefined {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${path} holds no Ed25519 key.`);
  return { privateKey, name: createPublicKey(privateKey).export({ format: 'jwk' }).x! };
}

/** The key in a file, made where it is absent; who makes it at the same time gets the same one. */
export function keyAt(path: string): SigningKey {
  return readKey(path) ?? makeKey(path);
}

/** The public half of a key, by its name. @throws where it is none */
export const publicKeyOf = (name: string): KeyObject => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: name }, format: 'jwk' });

function makeKey(path: string): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${path}.${randomUUID()}.tmp`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(file);
    rmSync(draft);
  }
  return readKey(path)!;
}
