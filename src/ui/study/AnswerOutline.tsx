import { isDrawable } from '../../core/drawable.ts';
import { headings } from '../../core/outline.ts';

const LONG_ANSWER_WORDS = 250;

/** Shows the part of that name on screen; of several, the one that so many of its name stand before. */
function scrollToPart(part: string, before: number): void {
  const places = document.querySelectorAll('[aria-label="Answer"] :is(strong, h1, h2, h3, h4, h5, h6)');
  const found = [...places].filter((element) => element.textContent.trim().replace(/\s*:$/, '') === part);
  (found[before] ?? found[0])?.scrollIntoView({ block: 'start' });
}

/** Each part, and how many of its name stand before it. */
function counted(parts: readonly string[]): { part: string; before: number }[] {
  const counts = new Map<string, number>();
  return parts.map((part) => {
    const before = counts.get(part) ?? 0;
    counts.set(part, before + 1);
    return { part, before };
  });
}

/** A quiet outline to jump by, for answers too long for one screen. */
export function AnswerOutline({ markdown }: { readonly markdown: string }) {
  const parts = isDrawable(markdown) ? counted(headings(markdown)) : [];
  if (parts.length < 3 || markdown.split(/\s+/).length < LONG_ANSWER_WORDS) return null;
  return (
    <nav aria-label="Parts of this answer" className="mb-6 border-l border-line pl-4 text-[15px]">
      <ul className="space-y-0.5">
        {parts.map(({ part, before }) => (
          <li key={`${part} ${before}`}>
            <button
              type="button"
              onClick={() => scrollToPart(part, before)}
              className="py-0.5 text-left text-muted underline-offset-2 hover:text-ink hover:underline"
            >
              <bdi>{part}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
