import type { App } from '../state/app.ts';
import type { CardId } from '../core/deck.ts';
import { GRADES, type Grade } from '../core/event.ts';
import { titleCase } from '../core/words.ts';
import type { KeyName } from './keyboard.ts';
import { focusPoint } from './study/focusPoint.ts';
import { canReadAloud, toggleReading } from './study/readAloud.ts';
import { hasCoveredItems } from './study/stepReveal.ts';

export type Screen = 'library' | 'study' | 'summary' | 'other';

export type DialogName = 'keys' | 'card' | 'due';

/** What a command may use beside the app: where the learner is and how to go elsewhere. */
export type Place = {
  readonly screen: Screen;
  readonly go: (path: string) => void;
  readonly openDialog: (dialog: DialogName) => void;
};

/** One thing the learner can ask for. Buttons, keys and the list of keys read the same object. */
export type Command = {
  readonly id: string;
  readonly label: string;
  readonly keys: readonly KeyName[];
  readonly screens: readonly Screen[];
  readonly when: (app: App, place: Place) => boolean;
  readonly run: (app: App, place: Place) => void | Promise<void>;
};

const studying = ['study', 'summary'] as const;
const everywhere = ['library', 'study', 'summary', 'other'] as const;
const always = () => true;
const NO_CARD = '' as CardId;
const current = (app: App) => app.store.getState().study?.session.current ?? null;
const sideUp = (app: App) => (current(app) === null ? null : (app.store.getState().study?.side ?? null));

const hasTwoButtons = (app: App) => app.store.getState().settings.twoButtons;

/** With two grades, 2 is Good like 3, and 4 is none. */
const gradeFor = (app: App, grade: Grade): Grade | null => {
  if (!hasTwoButtons(app) || grade === 'again') return grade;
  return grade === 'easy' ? null : 'good';
};

const gradeCommand = (grade: Grade, index: number): Command => ({
  id: `grade-${grade}`,
  label: titleCase(grade),
  keys: [String(index + 1)],
  screens: ['study'],
  when: (app) => sideUp(app) === 'back' && gradeFor(app, grade) !== null,
  run: (app) => app.study.grade(gradeFor(app, grade) ?? grade),
});

export const COMMANDS: readonly Command[] = [
  {
    id: 'reveal',
    label: 'Show answer, then Good or the suggested grade',
    keys: ['Space', 'Enter'],
    screens: ['study'],
    when: (app) =>
      sideUp(app) === 'front' || (sideUp(app) === 'back' && app.store.getState().settings.spaceGradesGood),
    run: (app) =>
      sideUp(app) === 'front' ? app.study.reveal() : app.study.grade(app.study.suggestion() ?? 'good'),
  },
  ...GRADES.map(gradeCommand),
  {
    id: 'swap-answer',
    label: 'Short or full answer',
    keys: ['x'],
    screens: ['study'],
    when: (app) => sideUp(app) === 'back' && app.shortAnswerOf(current(app) ?? NO_CARD) !== null,
    run: (app) => app.study.swapAnswer(),
  },
  {
    id: 'checklist',
    label: 'Tick off the points of the answer',
    keys: ['c'],
    screens: ['study'],
    when: (app) => current(app) !== null && app.study.points().points.length > 0,
    run: (app) => app.study.toggleChecklist(),
  },
  {
    id: 'next-point',
    label: 'Next point',
    keys: ['j'],
    screens: ['study'],
    when: (app) => sideUp(app) === 'back' && app.study.isChecked(),
    run: () => focusPoint(1),
  },
  {
    id: 'previous-point',
    label: 'Previous point',
    keys: ['k'],
    screens: ['study'],
    when: (app) => sideUp(app) === 'back' && app.study.isChecked(),
    run: () => focusPoint(-1),
  },
  {
    id: 'all-points',
    label: 'Tick all points, or none',
    keys: ['a'],
    screens: ['study'],
    when: (app) => sideUp(app) === 'back' && app.study.isChecked(),
    run: (app) => app.study.tickAll(),
  },
  {
    id: 'type',
    label: 'Type the answer',
    keys: ['t'],
    screens: ['study'],
    when: (app) => sideUp(app) === 'front',
    run: (app) => app.study.toggleTyping(),
  },
  {
    id: 'step',
    label: 'Next item of the answer',
    keys: ['n'],
    screens: ['study'],
    when: (app) => sideUp(app) === 'back' && app.store.getState().settings.stepReveal && hasCoveredItems(),
    run: (app) => app.study.step(),
  },
  {
    id: 'read',
    label: 'Read aloud, or stop',
    keys: ['v'],
    screens: ['study'],
    when: (app) => current(app) !== null && canReadAloud(),
    run: toggleReading,
  },
  {
    id: 'undo',
    label: 'Undo',
    keys: ['u', 'z', 'Mod+z'],
    screens: studying,
    when: (app) => (app.store.getState().study?.session.past.length ?? 0) > 0,
    run: (app) => app.study.undo(),
  },
  {
    id: 'redo',
    label: 'Redo',
    keys: ['Mod+Shift+z', 'Mod+y'],
    screens: studying,
    when: (app) => (app.store.getState().study?.session.future.length ?? 0) > 0,
    run: (app) => app.study.redo(),
  },
  {
    id: 'bury',
    label: 'Bury until tomorrow',
    keys: ['-'],
    screens: ['study'],
    when: (app) => current(app) !== null,
    run: (app) => app.study.bury(),
  },
  {
    id: 'suspend',
    label: 'Suspend',
    keys: ['@'],
    screens: ['study'],
    when: (app) => current(app) !== null,
    run: (app) => app.study.suspend(),
  },
  {
    id: 'star',
    label: 'Star',
    keys: ['*'],
    screens: ['study'],
    when: (app) => current(app) !== null,
    run: (app) => app.study.star(),
  },
  {
    id: 'flag',
    label: 'Flag, the next colour',
    keys: ['f'],
    screens: ['study'],
    when: (app) => current(app) !== null,
    run: (app) => app.study.flag(),
  },
  {
    id: 'due',
    label: 'Set due date',
    keys: ['d'],
    screens: ['study'],
    when: (app) => current(app) !== null,
    run: (_app, place) => place.openDialog('due'),
  },
  {
    id: 'forget',
    label: 'Forget: make new again',
    keys: ['Shift+f'],
    screens: ['study'],
    when: (app) => current(app) !== null,
    run: (app) => app.study.forget(),
  },
  {
    id: 'info',
    label: 'Card info',
    keys: ['i'],
    screens: ['study'],
    when: (app) => current(app) !== null,
    run: (_app, place) => place.openDialog('card'),
  },
  {
    id: 'study-due',
    label: 'Study everything due',
    keys: ['Space'],
    screens: ['library'],
    when: (app) => app.store.getState().shelf.size > 0,
    run: (_app, place) => place.go('/study'),
  },
  {
    id: 'find',
    label: 'Find cards',
    keys: ['/'],
    screens: everywhere,
    when: always,
    run: (_app, place) => place.go('/browse'),
  },
  {
    id: 'keys',
    label: 'Keys',
    keys: ['?'],
    screens: everywhere,
    when: always,
    run: (_app, place) => place.openDialog('keys'),
  },
  {
    id: 'leave',
    label: 'Back to the library',
    keys: ['Escape'],
    screens: ['study', 'summary', 'other'],
    when: always,
    run: (_app, place) => place.go('/'),
  },
];

/** The command that a key asks for here and now. */
export function commandFor(names: readonly KeyName[], app: App, place: Place): Command | null {
  for (const name of names) {
    const found = COMMANDS.find(
      (command) =>
        command.keys.includes(name) && command.screens.includes(place.screen) && command.when(app, place),
    );
    if (found) return found;
  }
  return null;
}

export function commandNamed(id: string): Command {
  const found = COMMANDS.find((command) => command.id === id);
  if (!found) throw new Error(`No command is called “${id}”.`);
  return found;
}

const SPELLED: Readonly<Record<string, string>> = { Escape: 'Esc', Mod: 'Ctrl', '-': '−' };

/** `Mod+Shift+z` as a person reads it: `Ctrl Shift Z`. */
export function printedKey(name: KeyName): string {
  return name
    .split('+')
    .map((part) => SPELLED[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}
