import { isFields, parseData, type Fields } from './plainData.ts';

export type Salvage = { readonly fields: Fields; readonly lines: number };

/**
 * What the whole lines of a damaged backup still hold, `null` when not even its format can be made out. It relies on
 * a backup having one entry a line.
 */
export function salvageLines(text: string): Salvage | null {
  const fields = new Map<string, unknown>();
  let list: unknown[] | null = null;
  let lines = 0;
  for (const line of text.split('\n')) {
    const content = line.trim().replace(/,$/, '');
    const opened = /^"(\w+)": \[$/.exec(content)?.[1];
    if (opened !== undefined) {
      list = [];
      fields.set(opened, list);
      continue;
    }
    if (list !== null && content === ']') {
      list = null;
      continue;
    }
    const found = list === null ? namedValue(content) : entry(content);
    if (found === null) continue;
    lines += 1;
    if (list === null) fields.set(found.name, found.value);
    else list.push(found.value);
  }
  return fields.has('format') ? { fields: withLists(fields), lines } : null;
}

type Found = { readonly name: string; readonly value: unknown };

function entry(content: string): Found | null {
  const parsed = parseData(content);
  return parsed.ok ? { name: '', value: parsed.value } : null;
}

function namedValue(content: string): Found | null {
  const parsed = content.startsWith('"') ? parseData(`{${content}}`) : null;
  const [pair] = parsed?.ok && isFields(parsed.value) ? Object.entries(parsed.value) : [];
  return pair ? { name: pair[0], value: pair[1] } : null;
}

/** A file that was cut off before its events has none; that is damage, not a foreign format. */
function withLists(fields: ReadonlyMap<string, unknown>): Fields {
  return { decks: [], events: [], ...Object.fromEntries(fields) };
}
