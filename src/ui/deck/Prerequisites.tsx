import type { Deck } from '../../core/deck.ts';
import type { DeckOutline } from '../../core/deckOutline.ts';
import { libraryCommands } from '../../state/library.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Link } from '../parts/Link.tsx';

/** The deck in the library that a prerequisite such as `Lesson 5` speaks of. */
function lessonNamed(text: string, decks: readonly DeckOutline[]): DeckOutline | undefined {
  const lesson = /\blesson\s+\d+\b/i.exec(text)?.[0];
  return lesson === undefined
    ? undefined
    : decks.find((deck) => new RegExp(`\\b${lesson}\\b`, 'i').test(deck.title));
}

/** A soft checklist: it remembers what the learner ticked and locks nothing. */
export function Prerequisites({ deck }: { readonly deck: Deck }) {
  const app = useApp();
  const ticked = useAppState((state) => state.known);
  const decks = useAppState((state) => state.shelf.decks);
  const others = decks.map((loaded) => loaded.deck).filter((other) => other.id !== deck.id);
  return (
    <ul>
      {deck.prerequisites.map((text) => {
        const key = `${deck.id}: ${text}`;
        const lesson = lessonNamed(text, others);
        return (
          <li key={text}>
            <label className="flex min-h-11 items-center gap-3 py-1.5">
              <input
                type="checkbox"
                className="size-5 shrink-0 accent-accent"
                checked={ticked.includes(key)}
                onChange={(event) => app.commands(libraryCommands).tick(key, event.target.checked)}
              />
              <span>{text}</span>
            </label>
            {lesson && (
              <Link
                href={`/deck/${encodeURIComponent(lesson.id)}`}
                className="ml-8 text-[14px] text-accent underline"
              >
                {lesson.title}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
