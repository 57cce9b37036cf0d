import { headings } from '../../core/outline.ts';

const LONG_ANSWER_WORDS = 250;

/** Shows the part of that name on screen; of several, the one that so many of its name stand before. */
function scrollToPart(part: string, before: number): void {
  const places = document.querySelectorAll('[aria-label="Answer"] :is(strong, h1, h2, h3, h4, h5, h6)');
  const found = [...places].filter((element) => element.textContent.trim().replace(/\s*:$/, '') === part);
  (found[before] ?? found[0])?.scrollIntoView({ block: 'start' });
}

/** A quiet outline to jump by, for answers too long for one screen. */
export function AnswerOutline({ markdown }: { readonly markdown: string }) {
  const parts = headings(markdown).map((part, index, all) => ({
    part,
    before: all.slice(0, index).filter((other) => other === part).length,
  }));
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
