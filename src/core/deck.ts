/** Identity of a deck: the author's own id, else a slug of the title. */
export type DeckId = string & { readonly __brand: 'DeckId' };

/** Identity of a card: the author's own id, else a hash of the question's own characters; independent of its number. */
export type CardId = string & { readonly __brand: 'CardId' };

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** The cognitive levels of Bloom's taxonomy in the order (and the mixture of revisions) that decks use. */
export const COGNITIVE_LEVELS = [
  'remember',
  'understand',
  'apply',
  'analyze',
  'evaluate',
  'synthesize',
  'create',
] as const;
export type CognitiveLevel = (typeof COGNITIVE_LEVELS)[number];

/** A labelled part of a card beside question and answer, as the author named it ("Key Insight", "Key Trade-offs"). */
export type CardNote = { readonly label: string; readonly markdown: string };

export type Card = {
  readonly id: CardId;
  /** The author's number, or the position in the file (from 1) when there is none. */
  readonly number: number;
  readonly title: string | null;
  readonly difficulty: Difficulty | null;
  /** In the author's order; `Evaluate/Synthesize` has two. */
  readonly levels: readonly CognitiveLevel[];
  readonly concept: string | null;
  readonly section: string | null;
  readonly relatedConcepts: readonly string[];
  readonly centrality: string | null;
  /** Markdown, sliced from the author's text. */
  readonly front: string;
  readonly back: string;
  readonly mnemonic: string | null;
  readonly misconceptions: string | null;
  readonly notes: readonly CardNote[];
  /** The critical knowledge flag with the author's reason; `null` when the card says nothing about it. */
  readonly critical: { readonly flag: boolean; readonly reason: string | null } | null;
  /** First and last line of the card in its file, from 1; `null` for a card that came from no text. */
  readonly lines: { readonly first: number; readonly last: number } | null;
};

/** A concept of the critical knowledge summary and the numbers of the cards that touch it. */
export type KeyConcept = {
  readonly name: string;
  readonly cards: readonly number[];
  readonly remark: string | null;
};

/** One of the author's three export blocks: the characters between its fences, untouched. */
export type ExportFormat = 'anki' | 'csv' | 'text';

export type SourceRow = {
  readonly card: string;
  readonly section: string;
  readonly terms: readonly string[];
  /** Further columns by their heading. */
  readonly more: Readonly<Record<string, string>>;
};

/** A table of the author's that the app shows but does not interpret (cross references, connections, distribution). */
export type DeckTable = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** The lesson's own review plan, as written. `core/plan` turns it into dated sessions. */
export type Schedule =
  | { readonly kind: 'days'; readonly steps: readonly { readonly day: number; readonly text: string }[] }
  | {
      readonly kind: 'cardDays';
      readonly rows: readonly { readonly card: number; readonly days: readonly number[] }[];
    }
  | {
      readonly kind: 'intervals';
      readonly rows: readonly {
        readonly card: number;
        readonly firstDays: number;
        readonly multiplier: number;
        readonly advice: string;
      }[];
    };

export type Deck = {
  readonly format: 'flipside.deck/1';
  readonly id: DeckId;
  readonly title: string;
  readonly source: string | null;
  readonly conceptMap: string | null;
  readonly subject: string | null;
  /** The author's date, `YYYY-MM-DD` as a rule, kept as written. */
  readonly generated: string | null;
  readonly declaredTotal: number | null;
  readonly declaredDistribution: Readonly<Partial<Record<Difficulty, number>>> | null;
  readonly keyConcepts: readonly KeyConcept[];
  readonly cards: readonly Card[];
  readonly exports: Readonly<Partial<Record<ExportFormat, string>>>;
  readonly sourceMapping: readonly SourceRow[];
  readonly schedule: Schedule | null;
  readonly prerequisites: readonly string[];
  readonly extensions: readonly string[];
  readonly tables: readonly DeckTable[];
  readonly footer: string | null;
  /** The file as the author wrote it, so that an untouched deck is given back byte for byte. */
  readonly text: string;
};

export type Severity = 'error' | 'warning' | 'note';

/** A sentence to the deck's author about one place in the file (line from 1): what is wrong and what to do. */
export type Problem = { readonly line: number; readonly severity: Severity; readonly message: string };

/** How many concepts of the critical knowledge summary a card touches. */
export function criticalWeight(deck: Pick<Deck, 'keyConcepts'>, card: Pick<Card, 'number'>): number {
  return deck.keyConcepts.filter((concept) => concept.cards.includes(card.number)).length;
}

/** Every Markdown text of a card in reading order: front, back, mnemonic, misconceptions, then the notes. */
export function cardTexts(card: Card): string[] {
  const beside = [card.mnemonic, card.misconceptions].filter((text) => text !== null);
  return [card.front, card.back, ...beside, ...card.notes.map((note) => note.markdown)];
}
