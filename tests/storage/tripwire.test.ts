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

test('what the diary has ever held only rises, in every tab', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), (counts) => {
      const store = textStore();
      for (const count of counts) openTripwire(() => store).raise(count);
      expect(openTripwire(() => store).ever()).toBe(Math.max(0, ...counts));
    }),
  );
});

test('what was found and added is expected from then on', () => {
  const tripwire = openTripwire(textStore);
  tripwire.found(10);
  tripwire.add(2);
  tripwire.found(11);
  expect(tripwire.expected()).toBe(12);
});

test('what was given up is expected no longer, what comes after it is', () => {
  const store = textStore();
  openTripwire(() => store).found(10);
  openTripwire(() => store).acceptLoss(4);
  expect(openTripwire(() => store).expected()).toBe(4);
  openTripwire(() => store).add(3);
  openTripwire(() => store).found(7);
  expect(openTripwire(() => store).expected()).toBe(7);
  expect(openTripwire(() => store).ever()).toBe(13);
});

test('a tab counts the answers of another one with its own', () => {
  const store = textStore();
  const [one, two] = [openTripwire(() => store), openTripwire(() => store)];
  one.found(5);
  one.add(1);
  two.add(1);
  expect(one.expected()).toBe(7);
});

test.each(['', 'x', '[]', 'null', '{"ever":"9"}', '{"ever":-1,"lost":0.5}', '{"ever":1e400}'])(
  'a tally that reads %j is none',
  (text) => {
    expect(openTripwire(() => textStore(text)).ever()).toBe(0);
    expect(openTripwire(() => textStore(text)).expected()).toBe(0);
  },
);

test('a page that may not touch localStorage counts for as long as it lives', () => {
  const tripwire = openTripwire(() => {
    throw new DOMException('Denied.', 'SecurityError');
  });
  tripwire.found(3);
  tripwire.add(1);
  expect(tripwire.expected()).toBe(4);
  tripwire.acceptLoss(1);
  expect(tripwire.expected()).toBe(1);
});

test('an older tally that another tab wrote over ours does not make us forget', () => {
  const store = textStore();
  const tripwire = openTripwire(() => store);
  tripwire.found(9);
  store.setItem('flipside.tally', '{"ever":4,"lost":0}');
  expect(tripwire.ever()).toBe(9);
  tripwire.add(1);
  expect(openTripwire(() => store).ever()).toBe(10);
});
