import type { Model } from '../../model/manifest.js';
import { joinedBytes } from '../../model/loading/joined-bytes.js';

/** Names of tensors that belong to a head. */
const HEAD = /^head\./;

/**
 * Returns the SHA-256 of all weights below the heads, lower-case hex. It changes with anything that changes the embedding, and
 * with nothing else: other heads, thresholds or names leave it as it is.
 */
export async function networkHash({ tensors }: Pick<Model, 'tensors'>): Promise<string> {
  const names = [...tensors.keys()].filter((name) => !HEAD.test(name)).sort();
  const parts = names.flatMap((name) => {
    const { shape, values } = tensors.get(name)!;
    const header = new TextEncoder().encode(`${name} ${shape.join(' ')}\n`);
    return [header, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)];
  });
  return sha256(parts);
}

/** Returns the SHA-256 of joined bytes, lower-case hex. */
export async function sha256(parts: readonly Uint8Array[]): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', joinedBytes(parts))));
}

/** Returns bytes as lower-case hex. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns the bytes of a text of hex digits. */
export function bytesOfHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}
