// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { COMMANDS, commandNamed, printedKey, type Screen } from '../../src/ui/commands.ts';
import { belongsToFocus, keyNames } from '../../src/ui/keyboard.ts';

type Extra = Partial<KeyboardEventInit> & { readonly altGraph?: boolean };

const element = (id: string) => document.getElementById(id);

function press(key: string, code: string, { altGraph = false, ...extra }: Extra = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, code, ...extra });
  Object.defineProperty(event, 'getModifierState', {
    value: (name: string) => name === 'AltGraph' && altGraph,
  });
  return event;
}

test('a key is named as the layout prints it', () => {
  expect(keyNames(press(' ', 'Space'))).toEqual(['Space']);
  expect(keyNames(press('1', 'Digit1'))).toEqual(['1']);
  expect(keyNames(press('?', 'Minus', { shiftKey: true }))).toEqual(['?']);
  expect(keyNames(press('Z', 'KeyZ', { shiftKey: true, ctrlKey: true }))).toEqual(['Mod+Shift+z']);
});

test('the numeric pad grades with and without NumLock', () => {
  expect(keyNames(press('3', 'Numpad3'))).toEqual(['3']);
  expect(keyNames(press('PageDown', 'Numpad3'))).toEqual(['3']);
});

test('digits on AZERTY and letters on a Cyrillic layout are understood by their place', () => {
  expect(keyNames(press('&', 'Digit1'))).toEqual(['&', '1']);
  expect(keyNames(press('г', 'KeyU'))).toEqual(['г', 'u']);
});

test('AltGr and Option write characters and are no foreign modifiers then', () => {
  expect(keyNames(press('@', 'KeyQ', { ctrlKey: true, altKey: true, altGraph: true }))).toEqual(['@']);
  expect(keyNames(press('@', 'KeyL', { altKey: true }))).toEqual(['@']);
  expect(keyNames(press('u', 'KeyU', { altKey: true }))).toEqual([]);
});

test('a held key and a key of an input method ask for nothing', () => {
  expect(keyNames(press('1', 'Digit1', { repeat: true }))).toEqual([]);
  expect(keyNames(press('1', 'Digit1', { isComposing: true }))).toEqual([]);
});

test('keys type in fields, and Space presses the button that has the focus', () => {
  document.body.innerHTML =
    '<input id="field"><button id="button">Undo</button><p id="text" tabindex="-1"></p>';
  expect(belongsToFocus(element('field'), ['1'])).toBe(true);
  expect(belongsToFocus(element('field'), ['Escape'])).toBe(false);
  expect(belongsToFocus(element('button'), ['Space'])).toBe(true);
  expect(belongsToFocus(element('button'), ['1'])).toBe(false);
  expect(belongsToFocus(element('text'), ['Space'])).toBe(false);
});

test.each<Screen>(['library', 'study', 'summary', 'other'])(
  'no two commands of the %s screen share a key',
  (screen) => {
    const keys = COMMANDS.filter((command) => command.screens.includes(screen)).flatMap(
      (command) => command.keys,
    );
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  },
);

test('the grades are on 1 to 4 in the order Again, Hard, Good, Easy', () => {
  expect(
    ['1', '2', '3', '4'].map((key) => COMMANDS.find((command) => command.keys.includes(key))?.label),
  ).toEqual(['Again', 'Hard', 'Good', 'Easy']);
});

test('a command that does not exist is refused by name', () => {
  expect(() => commandNamed('fly')).toThrow('No command is called “fly”.');
});

test('keys are printed as people read them', () => {
  expect(printedKey('Mod+Shift+z')).toBe('Ctrl Shift Z');
  expect(printedKey('Escape')).toBe('Esc');
});
