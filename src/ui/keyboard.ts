/** What a key press asks for, apart from where: `Space`, `1`, `u`, `@`, `Mod+z`, `Mod+Shift+z`, `Escape`. */
export type KeyName = string;

type Press = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
  | 'repeat'
  | 'isComposing'
  | 'getModifierState'
>;

const isLetter = (key: string) => /^[a-z]$/i.test(key);

/** The key as the layout prints it, then as its place on a US keyboard, so that Cyrillic and AZERTY hands are understood. */
function spellings(press: Press): string[] {
  const numpad = /^Numpad([0-9])$/.exec(press.code)?.[1];
  if (numpad !== undefined) return [numpad];
  const key = press.key === ' ' ? 'Space' : press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(press.code);
  const letter = place?.[1]?.toLowerCase();
  const digit = place?.[2];
  const isForeignLetter = letter !== undefined && !isLetter(key) && (press.key.codePointAt(0) ?? 0) > 127;
  if (isForeignLetter) return [key, letter];
  if (digit !== undefined && !press.shiftKey && !press.altKey && !/^[0-9]$/.test(key)) return [key, digit];
  return [key];
}

/** AltGr (Ctrl+Alt on Windows) and Option write characters such as `@`; they are not modifiers of a command then. */
function writesCharacter(press: Press): boolean {
  const isSymbol = press.key.length === 1 && !/[a-z0-9\s]/i.test(press.key);
  return (
    isSymbol && (press.getModifierState('AltGraph') || (press.altKey && press.ctrlKey === press.metaKey))
  );
}

/**
 * The names under which a press may be bound, most literal first; none while a key repeats, while text is being
 * composed or with a modifier that no command uses.
 */
export function keyNames(press: Press): KeyName[] {
  if (press.repeat || press.isComposing) return [];
  const isPlain = writesCharacter(press);
  if (press.altKey && !isPlain) return [];
  const mod = !isPlain && (press.ctrlKey || press.metaKey) ? 'Mod+' : '';
  return spellings(press).map((key) => {
    const shift = press.shiftKey && (isLetter(key) || key.length > 1) ? 'Shift+' : '';
    return `${mod}${shift}${key}`;
  });
}

/** Whether a press belongs to what has the focus: typing goes to fields, Space and Enter to the focused control. */
export function belongsToFocus(target: EventTarget | null, names: readonly KeyName[]): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('input, textarea, select')) {
    return !(
      names.includes('Escape') ||
      (target.matches('input[type=checkbox], input[type=radio]') && !names.includes('Space'))
    );
  }
  return (
    target.matches('button, a[href], summary, [role=button]') &&
    (names.includes('Space') || names.includes('Enter'))
  );
}
