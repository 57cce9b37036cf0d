import type { Deck, DeckId, Problem } from '../core/deck.ts';
import { writeDeckOptions, type DeckOptions } from '../core/deckOptions.ts';
import type { DeckOutline } from '../core/deckOutline.ts';
import type { StoredDeck } from '../core/storedDeck.ts';
import { counted } from '../core/words.ts';
import type { ImportFile } from './appState.ts';
import type { WholeContext } from './context.ts';
import type { DeckReading } from './deps.ts';
import { DECK_OPTIONS_KEY, KNOWN_KEY, HIDDEN_KEY } from './values.ts';

/** What a learner may hand over: a name and its text. */
export type TextFile = { readonly name: string; readonly text: () => Promise<string> };

export type LibraryCommands = {
  /** Reads files and shows what importing them would do; writes nothing. */
  readonly propose: (files: readonly TextFile[]) => Promise<void>;
  /** Writes every readable deck of the plan, all or none. */
  readonly accept: () => Promise<void>;
  readonly dismiss: () => void;
  /** Takes a deck off the shelf; its answers stay in the diary, and the notice offers the way back. */
  readonly remove: (id: DeckId) => Promise<void>;
  /** Remembers whether the learner feels ready for a prerequisite. */
  readonly tick: (prerequisite: string, isKnown: boolean) => void;
  readonly setDeckOptions: (id: DeckId, options: DeckOptions) => void;
  /** What the reader of decks has to say about a deck's own text. */
  readonly problemsOf: (deck: Deck) => Promise<readonly Problem[]>;
  /** Hands over the deck as a file: the author's own block where there is one, or the full cards. */
  readonly save: (deck: Deck, format: DeckFileFormat, full: boolean) => Promise<void>;
};

const FILE_KINDS = {
  markdown: { ending: 'md', type: 'text/markdown' },
  anki: { ending: 'anki.txt', type: 'text/plain' },
  csv: { ending: 'csv', type: 'text/csv' },
  text: { ending: 'txt', type: 'text/plain' },
} as const;

export type DeckFileFormat = keyof typeof FILE_KINDS;

function comparison(next: Deck | null, before: DeckOutline | undefined): ImportFile['replaces'] {
  if (!next || !before) return null;
  const old = new Set(before.cards.map((card) => card.id));
  const kept = next.cards.filter((card) => old.has(card.id)).length;
  return { kept, added: next.cards.length - kept, removed: old.size - kept };
}

const UNREADABLE: DeckReading = {
  deck: null,
  problems: [
    {
      line: 1,
      severity: 'error',
      message: 'This file could not be read as text. Save it as UTF-8 and try again.',
    },
  ],
};

/** A deck that starts past the end of what Flipside reads at once would freeze the page for minutes. */
const MAX_CHARACTERS = 20_000_000;

export function libraryCommands(context: WholeContext): LibraryCommands {
  const { store, deps, loadDecks } = context;

  const setHidden = async (hidden: readonly DeckId[]) => {
    await deps.storage.writeValue(HIDDEN_KEY, hidden);
    await loadDecks();
  };

  const readFile = async (file: TextFile): Promise<ImportFile> => {
    const reading = await file
      .text()
      .then((text) =>
        text.length > MAX_CHARACTERS ? tooLarge(text.length) : deps.readDeckFile(file.name, text),
      )
      .catch(() => UNREADABLE);
    const isBroken = reading.problems.some(({ severity }) => severity === 'error');
    const deck = isBroken ? null : reading.deck;
    const before = store.getState().shelf.decks.find((loaded) => loaded.deck.id === deck?.id);
    return { ...reading, deck, fileName: file.name, replaces: comparison(deck, before?.deck) };
  };

  return {
    async propose(files) {
      if (files.length > 0) store.setState({ plan: { files: await Promise.all(files.map(readFile)) } });
    },
    async accept() {
      const files = store.getState().plan?.files ?? [];
      const addedAt = deps.clock().at;
      const stored = files.flatMap(({ deck, fileName }): StoredDeck[] =>
        deck ? [{ deck, addedAt, fileName }] : [],
      );
      try {
        await deps.storage.putDecks(stored);
        const accepted = new Set(stored.map(({ deck }) => deck.id));
        await setHidden(store.getState().hidden.filter((id) => !accepted.has(id)));
        const [first] = stored;
        const added = stored.length === 1 && first ? first.deck.title : counted(accepted.size, 'deck');
        store.setState({ plan: null, notice: { text: `Added ${added}.`, undo: null } });
      } catch (error) {
        context.trouble(error);
      }
    },
    setDeckOptions(id, options) {
      const deckOptions = new Map(store.getState().deckOptions).set(id, options);
      store.setState({ deckOptions });
      context.keep(DECK_OPTIONS_KEY, writeDeckOptions(deckOptions));
    },
    tick(prerequisite, isKnown) {
      const others = store.getState().known.filter((other) => other !== prerequisite);
      const known = isKnown ? [...others, prerequisite] : others;
      store.setState({ known });
      context.keep(KNOWN_KEY, known);
    },
    async problemsOf(deck) {
      return deck.text === '' ? [] : (await deps.readDeckFile(`${deck.id}.md`, deck.text)).problems;
    },
    async save(deck, format, full) {
      const { exportDeck } = await import('../formats/exports.ts');
      const { ending, type } = FILE_KINDS[format];
      deps.saveFile(`${deck.id}.${ending}`, type, exportDeck(deck, format, { full }));
    },
    dismiss: () => store.setState({ plan: null }),
    async remove(id) {
      const { shelf, hidden } = store.getState();
      const found = shelf.decks.find(({ deck }) => deck.id === id);
      if (!found) return;
      const [stored] = await deps.storage.readSomeDecks([id]);
      try {
        if (stored) await deps.storage.removeDeck(id);
        await setHidden([...hidden.filter((other) => other !== id), id]);
      } catch (error) {
        context.trouble(error);
        return;
      }
      const undo = async () => {
        if (stored) await deps.storage.putDecks([stored]);
        await setHidden(store.getState().hidden.filter((other) => other !== id));
        store.setState({ notice: null });
      };
      store.setState({ notice: { text: `Removed “${found.deck.title}”. Your answers are kept.`, undo } });
    },
  };
}

function tooLarge(length: number): DeckReading {
  const message = `This file has ${length.toLocaleString('en')} characters; a deck may have ${MAX_CHARACTERS.toLocaleString('en')}. Split it into several decks.`;
  return { deck: null, problems: [{ line: 1, severity: 'error', message }] };
}
