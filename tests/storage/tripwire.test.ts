import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTripwire, type TextStore } from '../../src/storage/tripwire.ts';

function textStore(text: string | null = null): TextStore {
  let kept = text;
  return {
    getItem: () => kept,
    setItem(_key, value) {
      kept = value;
    },
  };
}

test('the tally only rises', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (counts) => {
      const store = textStore();
      for (const count of counts) openTripwire(() => store).raise(count);
      expect(openTripwire(() => store).read().ever).toBe(Math.max(0, ...counts));
    }),
  );
});

test('what was given up is kept beside it', () => {
  const store = textStore();
  openTripwire(() => store).raise(10);
  openTripwire(() => store).setLost(4);
  openTripwire(() => store).raise(12);
  expect(openTripwire(() => store).read()).toEqual({ ever: 12, lost: 4 });
});

test.each(['', 'x', '[]', 'null', '{"ever":"9"}', '{"ever":-1,"lost":0.5}', '{"ever":1e400}'])(
  'a tally that reads %j is none',
  (text) => {
    expect(openTripwire(() => textStore(text)).read()).toEqual({ ever: 0, lost: 0 });
  },
);

test('a page that may not touch localStorage has no tripwire and no error', () => {
  const tripwire = openTripwire(() => {
    throw new DOMException('Denied.', 'SecurityError');
  });
  tripwire.raise(3);
  tripwire.setLost(1);
  expect(tripwire.read()).toEqual({ ever: 0, lost: 0 });
});
