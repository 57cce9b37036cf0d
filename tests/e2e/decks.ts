/** A deck of many small cards, as a lesson's author might generate it. */
export function manyCards(title: string, count: number): string {
  const cards = Array.from(
    { length: count },
    (_, index) =>
      `### Card ${index + 1} | Easy\n**FRONT (Question):**\nQuestion ${index + 1} of ${title}?\n\n**BACK (Answer):**\nAnswer ${index + 1}.\n`,
  );
  return [`# Flashcard Set: ${title}`, `**Total Cards:** ${count}`, ...cards].join('\n\n');
}

export function file(name: string, text: string) {
  return { name, mimeType: 'text/markdown', buffer: Buffer.from(text) };
}
