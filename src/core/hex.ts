/** Two digits for each byte. */
export const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The bytes that hexadecimal digits stand for, two digits each. */
export function bytesOfHex(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at += 1)
    bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** The digits of so many bytes at a time. */
export function hexOf(bytes: Uint8Array, size: number): string[] {
  const texts: string[] = [];
  for (let start = 0; start < bytes.length; start += size) {
    let text = '';
    for (let at = start; at < start + size; at += 1) text += HEX[bytes[at] ?? 0] ?? '';
    texts.push(text);
  }
  return texts;
}
