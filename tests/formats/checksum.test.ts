import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { checksum } from '../../src/formats/checksum.ts';

// The check value of CRC-32 for "123456789" is cbf43926 (ISO 3309; catalogue of parametrised CRC algorithms).
test('the checksum of the digits 1 to 9 is the one that the standard names', () => {
  expect(checksum('123456789')).toBe('cbf43926');
  expect(checksum('')).toBe('00000000');
});

test('on plain text it agrees with the CRC of zip', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      expect(checksum(text)).toBe(crc32(text).toString(16).padStart(8, '0'));
    }),
  );
});

test('any one changed character changes it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.nat(),
      fc.integer({ min: 1, max: 0xffff }),
      (text, at, change) => {
        const index = at % text.length;
        const altered =
          text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ change) + text.slice(index + 1);
        expect(checksum(altered)).not.toBe(checksum(text));
      },
    ),
  );
});
