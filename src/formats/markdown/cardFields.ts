import { createFields, type Fields } from './fields.ts';
import { type Field, fieldsOf } from './labels.ts';
import { BLANK, COMMENT, ITEM, RULE, TEXT } from './lineKinds.ts';
import { lineEnd, type Lines, lineText } from './lines.ts';
import type { Report } from './problems.ts';
import { difficultyOf } from './vocabulary.ts';

export type CardField =
  'id' | 'difficulty' | 'level' | 'concept' | 'section' | 'related' | 'centrality' | 'critical';

export type CardFields = Fields<CardField>;

const FIELD_NAMES: ReadonlyMap<string, CardField> = new Map(
  Object.entries<CardField>({
    id: 'id',
    'card id': 'id',
    difficulty: 'difficulty',
    'difficulty level': 'difficulty',
    level: 'level',
    'cognitive level': 'level',
    "bloom's level": 'level',
    'bloom level': 'level',
    'blooms level': 'level',
    "bloom's": 'level',
    "bloom's taxonomy": 'level',
    concept: 'concept',
    concepts: 'concept',
    'key concept': 'concept',
    'source section': 'section',
    section: 'section',
    source: 'section',
    'source reference': 'section',
    'related concepts': 'related',
    related: 'related',
    centrality: 'centrality',
    'critical knowledge flag': 'critical',
    'critical knowledge': 'critical',
    'critical flag': 'critical',
    critical: 'critical',
  }),
);

/**
 * The names of fields that end an answer. Others, such as a source, are taken for fields below an answer only when
 * one of these stands above or beside them, and for its last words otherwise.
 */
const TRAILING: ReadonlySet<string> = new Set([
  'id',
  'card id',
  'difficulty',
  'difficulty level',
  'cognitive level',
  "bloom's level",
  'bloom level',
  'blooms level',
  'critical knowledge flag',
  'critical knowledge',
  'critical flag',
  'related concepts',
  'centrality',
]);

/** A line above the question that is no field Flipside knows. */
export type Stranger = { readonly line: number; readonly name: string | null; readonly text: string };

export type FieldReader = {
  readonly fields: CardFields;
  /** Takes the fields above the question and gives back the lines that are none. */
  readonly takeHead: (first: number, last: number) => Stranger[];
  /** Takes the fields below a part and gives back the last line above them; nothing but fields may stand between. */
  readonly takeTail: (first: number, last: number) => number;
};

/** Reads `**Concept:** ...` lines of the card called `where` in sentences. */
export function createFieldReader(lines: Lines, where: string, report: Report): FieldReader {
  const fields = createFields<CardField>(where, report);

  const takeHead = (first: number, last: number) => {
    const strangers: Stranger[] = [];
    let open: CardField | null = null;
    for (let line = first; line <= last; line += 1) {
      const kind = lines.kinds[line];
      if (kind === BLANK || kind === RULE || kind === COMMENT) continue;
      if (open && kind === ITEM) {
        fields.append(open, { line, value: itemText(lineText(lines, line)) });
        continue;
      }
      open = null;
      const found = kind === TEXT || kind === ITEM ? fieldsOfLine(lines, line) : [];
      if (found.length === 0) strangers.push({ line, name: null, text: lineText(lines, line) });
      for (const field of found) {
        const name = FIELD_NAMES.get(field.key);
        if (!name) strangers.push({ line, name: field.name, text: field.value });
        else if (field.value === '') open = name;
        else fields.put(name, { line, value: field.value });
      }
    }
    return strangers;
  };

  const takeTail = (first: number, last: number) => {
    let end = last;
    for (let line = last; line >= first; line -= 1) {
      const kind = lines.kinds[line];
      if (kind === BLANK || kind === RULE || kind === COMMENT) continue;
      const found = kind === TEXT ? boldFieldsOf(lines, line) : [];
      if (!isFields(found)) break;
      if (found.some(endsAnswer)) end = line - 1;
    }
    if (end < last) takeHead(end + 1, last);
    return end;
  };

  return { fields, takeHead, takeTail };
}

function fieldsOfLine(lines: Lines, line: number): Field[] {
  return fieldsOf(lines.text, lines.starts[line], lineEnd(lines, line));
}

/** The fields of a line that begins with a bold one; most lines of an answer do not and cost next to nothing. */
function boldFieldsOf(lines: Lines, line: number): Field[] {
  const start = lines.starts[line] ?? 0;
  const isBold = lines.text.startsWith('**', start) || lines.text.startsWith('__', start);
  return isBold ? fieldsOfLine(lines, line) : [];
}

/** `**Difficulty:** seeing it at all` is a sentence, `**Difficulty:** Easy` a field. */
function endsAnswer({ key, value }: Field): boolean {
  return TRAILING.has(key) && (FIELD_NAMES.get(key) !== 'difficulty' || difficultyOf(value) !== null);
}

/** Whether a line is made of nothing but fields of a card. */
function isFields(found: readonly Field[]): boolean {
  return found.length > 0 && found.every((field) => FIELD_NAMES.has(field.key));
}

/** Whether a line speaks of the critical knowledge flag by its full name. */
export function isCriticalFlag(text: string): boolean {
  return fieldsOf(text)[0]?.key === 'critical knowledge flag';
}

function itemText(text: string): string {
  return text.trim().replace(/^(?:[-*+]|\d{1,9}[.)])[ \t]+/, '');
}
