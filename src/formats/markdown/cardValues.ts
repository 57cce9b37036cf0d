import type { Card, CognitiveLevel, Difficulty } from '../../core/deck.ts';
import { titleCase } from '../../core/words.ts';
import type { CardFields } from './cardFields.ts';
import type { CardLines } from './outline.ts';
import { quoted, type Report } from './problems.ts';
import { criticalFlagOf, difficultyOf, levelsOf } from './vocabulary.ts';

/** The difficulty from the card's heading, else its own field, else the heading above several cards. */
export function difficultyFrom(
  card: CardLines,
  fields: CardFields,
  where: string,
  report: Report,
): Difficulty | null {
  const written = fields.get('difficulty');
  const own = written ? difficultyOf(written.value.replaceAll(/\([^()]*\)|[*_]/g, '')) : null;
  if (written && !own)
    report(written.line, 'warning', `${quoted(written.value)} is no difficulty. Write Easy, Medium or Hard.`);
  const heading = card.heading.difficulty;
  if (written && own && heading && own !== heading)
    report(
      written.line,
      'warning',
      `${titleCase(where)} is ${own} here but ${heading} in its heading on line ${card.first + 1}. The heading is used; make them agree.`,
    );
  const said = heading ?? own;
  if (said && card.group && said !== card.group)
    report(
      card.first,
      'warning',
      `${titleCase(where)} is ${said} but stands under ${card.group} cards. Move it or correct its difficulty.`,
    );
  return said ?? card.group;
}

export function levelsFrom(fields: CardFields, where: string, report: Report): readonly CognitiveLevel[] {
  const written = fields.get('level');
  if (!written) return [];
  const { levels, unknown } = levelsOf(written.value);
  if (unknown.length > 0)
    report(
      written.line,
      'warning',
      `${quoted(unknown.join(', '))} in ${where} is no cognitive level. Write Remember, Understand, Apply, Analyze, Evaluate, Synthesize or Create.`,
    );
  return levels;
}

/** Concepts separated by commas (not those inside parentheses) or written as a list. */
export function relatedFrom(field: string | null, list: string): readonly string[] {
  if (field === null && list === '') return [];
  const fromList = list
    .split('\n')
    .flatMap((line) => splitTerms(line.replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s/, '')));
  return [...new Set([...splitTerms(field ?? ''), ...fromList])];
}

/** Splits `gRPC, HPA (pods, nodes)` into its two terms. */
export function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = text[at];
    if (unit === '(') depth += 1;
    else if (unit === ')') depth = Math.max(0, depth - 1);
    if (at === text.length || ((unit === ',' || unit === ';') && depth === 0)) {
      const term = text.slice(from, at).trim();
      if (term !== '') terms.push(term);
      from = at + 1;
    }
  }
  return terms;
}

/** The critical knowledge flag; `concept` is one that the summary lists the card under. */
export function criticalFrom(
  fields: CardFields,
  where: string,
  concept: string | null,
  report: Report,
): Card['critical'] {
  const written = fields.get('critical');
  if (!written) return null;
  const critical = criticalFlagOf(written.value);
  if (!critical)
    report(
      written.line,
      'warning',
      `The critical knowledge flag of ${where} says ${quoted(written.value)}. Write Yes or No, with a reason if you like.`,
    );
  if (critical?.flag === false && concept !== null)
    report(
      written.line,
      'warning',
      `The flag says that ${where} is not critical, but the critical knowledge summary lists it under ${quoted(concept)}. Correct one of them.`,
    );
  return critical;
}
