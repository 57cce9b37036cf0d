/** Names of the small values beside the diary and the decks. */
export const SETTINGS_KEY = 'settings';
export const SESSION_KEY = 'session';
/** Ids of bundled decks that the learner took off the shelf. */
export const HIDDEN_KEY = 'hidden-decks';
/** Prerequisites that the learner ticked. */
export const KNOWN_KEY = 'known-prerequisites';
/** What the learner chose for single decks. */
export const DECK_OPTIONS_KEY = 'deck-options';
/** The exams that the learner prepares for. */
export const EXAMS_KEY = 'exams';

/** Values that say what is on the shelf and how it is studied. */
export const SHELF_KEYS: ReadonlySet<string> = new Set([HIDDEN_KEY, KNOWN_KEY, DECK_OPTIONS_KEY, EXAMS_KEY]);
