import type { Card } from '../../core/deck.ts';
import { createRangeBudget, numbersIn } from './cardNumbers.ts';
import { quoted, type Report } from './problems.ts';
import type { Findings } from './sections.ts';

/** Reports cards with the same number, second schedules, and summary, source mapping and schedule where they name a card that is not there. */
export function checkPointers(cards: readonly Card[], findings: Findings, report: Report): void {
  checkNumbers(cards, report);
  const numbers = new Set(cards.map((card) => card.number));
  const point = (line: number, where: string, named: readonly number[]) => {
    const missing = named.filter((number) => !numbers.has(number));
    if (missing.length === 0) return;
    const list = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ', …' : '');
    report(line, 'warning', `${where} names card ${list}, but there is no such card. Correct the number.`);
  };
  for (const concept of findings.keyConcepts)
    point(concept.line, `The summary of ${quoted(concept.name)}`, concept.cards);
  const budget = createRangeBudget();
  for (const row of findings.sources)
    point(row.line, 'The source mapping', numbersIn(row.card.replace(/\(.*/, ''), budget));
  for (const { line, cards: named } of findings.schedules[0]?.mentions ?? [])
    point(line, 'The schedule', named);
  for (const second of findings.schedules.slice(1))
    report(
      second.line,
      'warning',
      'This is a second review schedule; the first one is used. Keep one of them.',
    );
}

function checkNumbers(cards: readonly Card[], report: Report): void {
  const lineOf = new Map<number, number>();
  for (const { number, lines } of cards) {
    const line = lines?.first ?? 1;
    const first = lineOf.get(number);
    if (first === undefined) lineOf.set(number, line);
    else
      report(
        line - 1,
        'warning',
        `Card ${number} already stands on line ${first}. Give this card a number of its own, so that the summary and the schedule can name it.`,
      );
  }
}
