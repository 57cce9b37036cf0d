import { readFileSync } from 'node:fs';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The characters of a file, a byte order mark included. Throws when it cannot be read or is not UTF-8. */
export function readTextFile(path: string): string {
  const bytes = readFileSync(path);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Error('it is not UTF-8; save it as UTF-8 text');
  }
}
