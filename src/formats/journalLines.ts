import type { DiaryEvent } from '../core/event.ts';
import { isReadableEvent } from '../core/eventFault.ts';
import { checksum } from './checksum.ts';
import { parseData } from './plainData.ts';

/** One line of a journal file: its number in the file (from 1), the size of the diary with it, and the event. */
export type JournalLine = { readonly line: number; readonly diarySize: number; readonly event: DiaryEvent };

/** Lines as a journal file has them: checksum, numbers and event, each line ended. */
export function writeJournalLines(lines: readonly JournalLine[]): string {
  return lines.map(writeLine).join('');
}

export type JournalText = { readonly lines: readonly JournalLine[]; readonly damagedLines: number };

/** Reads a journal file or the end of one; whatever is no whole line of ours is damaged and passed over. */
export function readJournalLines(text: string): JournalText {
  const lines: JournalLine[] = [];
  let damagedLines = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const read = readLine(line);
    if (read) lines.push(read);
    else damagedLines += 1;
  }
  return { lines, damagedLines };
}

function writeLine({ line, diarySize, event }: JournalLine): string {
  const content = `${line} ${diarySize} ${JSON.stringify(event)}`;
  return `${checksum(content)} ${content}\n`;
}

function readLine(text: string): JournalLine | null {
  const [, sum, content = ''] = /^([0-9a-f]{8}) (.*)$/s.exec(text) ?? [];
  if (sum === undefined || sum !== checksum(content)) return null;
  const [, line, diarySize, json = ''] = /^(\d+) (\d+) (.*)$/s.exec(content) ?? [];
  const event = parseData(json);
  if (!event.ok || !isReadableEvent(event.value)) return null;
  return { line: Number(line), diarySize: Number(diarySize), event: event.value };
}
