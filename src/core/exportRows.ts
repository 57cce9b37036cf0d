import { DIFFICULTIES, type Difficulty, type ExportFormat } from './deck.ts';

/** One card as an export block has it; `difficulty` only where the row states one (a column, a tag). */
export type ExportRow = {
  readonly question: string;
  readonly answer: string;
  readonly difficulty: Difficulty | null;
};

/** The rows of an author's export block. Lines that are no row are passed over; nothing throws. */
export function exportRows(format: ExportFormat, text: string): ExportRow[] {
  if (format === 'anki') return ankiRows(text);
  return format === 'csv' ? csvRows(text) : textRows(text);
}

/** Question, answer and tags between tabs; lines such as `#separator:tab` are Anki's own headers. */
function ankiRows(text: string): ExportRow[] {
  return text.split(/\r?\n/u).flatMap((line): ExportRow[] => {
    const [question, answer, ...tags] = line.split('\t');
    if (question === undefined || answer === undefined || /^#[a-z ]+:/iu.test(line)) return [];
    return [
      {
        question: question.trim(),
        answer: answer.trim(),
        difficulty: statedIn(tags.join(' ').split(/[\s:]+/u)),
      },
    ];
  });
}

function csvRows(text: string): ExportRow[] {
  const [header = [], ...rows] = csvFields(text);
  const names = header.map((name) => name.trim().toLowerCase());
  const column = (...wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name));
  const [question, answer] = [column('front', 'question'), column('back', 'answer')];
  const difficulty = column('difficulty');
  if (question < 0 || answer < 0) return [];
  return rows.map((row) => ({
    question: (row[question] ?? '').trim(),
    answer: (row[answer] ?? '').trim(),
    difficulty: statedIn([row[difficulty] ?? '']),
  }));
}

/**
 * Fields by RFC 4180: quoted ones may hold commas, line ends and doubled quotes. Blank lines are no rows. One step per
 * piece between special characters, so that no input takes more than linear time.
 */
function csvFields(text: string): string[][] {
  const rows: string[][] = [];
  let [row, field, isQuoted, before] = [[] as string[], '', false, ''];
  for (const piece of [...(text.match(/[",\n]|\r\n?|[^",\r\n]+/gu) ?? []), '\n']) {
    if (piece === '"') {
      // A quote that opens again where one has just closed stands for itself.
      if (!isQuoted && before === '"') field += '"';
      isQuoted = !isQuoted;
    } else if (isQuoted || !/^[,\r\n]/u.test(piece)) {
      field += piece;
    } else {
      row.push(field);
      field = '';
      if (piece !== ',' && row.some((value) => value !== '')) rows.push(row);
      if (piece !== ',') row = [];
    }
    before = piece;
  }
  return rows;
}

/** `Q:` and `A:` paragraphs; a line of dashes ends an answer. */
function textRows(text: string): ExportRow[] {
  return text.split(/^Q:/mu).flatMap((part): ExportRow[] => {
    const [question = '', rest] = part.split(/^A:/mu);
    const answer = rest?.split(/^-{3,}\s*$/mu)[0];
    return answer === undefined
      ? []
      : [{ question: question.trim(), answer: answer.trim(), difficulty: null }];
  });
}

/** A difficulty named among some words; of several the last, since tags go from the general to the particular. */
function statedIn(words: readonly string[]): Difficulty | null {
  const stated = words.map((word) => DIFFICULTIES.find((name) => name === word.trim().toLowerCase()));
  return stated.findLast((name) => name !== undefined) ?? null;
}
