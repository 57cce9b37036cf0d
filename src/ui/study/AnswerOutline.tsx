const LONG_ANSWER_WORDS = 250;

/** The bold lead-ins that open a line of the answer: its own table of contents. */
function leadIns(markdown: string): string[] {
  return [...markdown.matchAll(/^(?:#{1,6}\s+(.+)|\*\*([^*\n]+?):?\*\*:?\s*)$/gm)].map((match) =>
    (match[1] ?? match[2] ?? '').replaceAll('*', '').trim(),
  );
}

function scrollToLeadIn(text: string): void {
  const places = document.querySelectorAll('[aria-label="Answer"] :is(strong, h1, h2, h3, h4, h5, h6)');
  const place = [...places].find(
    (element) => element.textContent.replace(/:$/, '') === text.replace(/:$/, ''),
  );
  place?.scrollIntoView({ block: 'start' });
}

/** A quiet outline to jump by, for answers too long for one screen. */
export function AnswerOutline({ markdown }: { readonly markdown: string }) {
  const parts = leadIns(markdown);
  if (parts.length < 3 || markdown.split(/\s+/).length < LONG_ANSWER_WORDS) return null;
  return (
    <nav aria-label="Parts of this answer" className="mb-6 border-l border-line pl-4 text-[15px]">
      <ul className="space-y-0.5">
        {parts.map((part) => (
          <li key={part}>
            <button
              type="button"
              onClick={() => scrollToLeadIn(part)}
              className="py-0.5 text-left text-muted underline-offset-2 hover:text-ink hover:underline"
            >
              {part}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
