/** A line of an answer that says one thing: a list item, a table row or a paragraph with a bold lead-in. */
export type OutlineLine = {
  readonly group: string | null;
  /** The bold words it begins with, or the first cell of a table row. */
  readonly lead: string | null;
  readonly text: string;
};

type Block =
  | { readonly kind: 'item'; readonly indent: number; readonly text: string }
  | { readonly kind: 'row'; readonly cells: readonly string[] }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'lead'; readonly label: string; readonly text: string }
  | { readonly kind: 'other' };

/**
 * The outline of a Markdown text by its lines alone. A bold line or heading with nothing after it names the list or
 * table that follows; before anything else it is a line of its own. Nested items belong to the item above them, and
 * the inside of a code fence says nothing.
 */
export function outline(markdown: string): OutlineLine[] {
  const lines: OutlineLine[] = [];
  let group: string | null = null;
  let heading: string | null = null;
  let indent: number | null = null;
  const settle = () => {
    if (heading !== null) lines.push({ group: null, lead: heading, text: heading });
    [group, heading, indent] = [null, null, null];
  };
  for (const block of blocks(markdown)) {
    if (block.kind === 'item' || block.kind === 'row') {
      if (heading !== null) [group, heading, indent] = [heading, null, null];
      if (block.kind === 'row') lines.push(rowLine(block.cells, group));
      else {
        indent ??= block.indent;
        if (block.indent < indent + 2)
          lines.push({ group, lead: leadOf(block.text), text: plain(block.text) });
      }
      continue;
    }
    settle();
    if (block.kind === 'heading') heading = block.label;
    if (block.kind === 'lead') lines.push({ group: null, lead: block.label, text: block.text });
  }
  settle();
  return lines.filter(({ text }) => text !== '');
}

/** The headings of a Markdown text and the bold lead-ins on lines of their own, in order. */
export function headings(markdown: string): string[] {
  return blocks(markdown).flatMap((block) =>
    block.kind === 'heading' && block.label !== '' ? [block.label] : [],
  );
}

function rowLine(cells: readonly string[], group: string | null): OutlineLine {
  const [lead = '', ...rest] = cells.map(plain);
  return { group, lead, text: rest.length === 0 ? lead : `${lead}: ${rest.join(' · ')}` };
}

/** What each line that means something is; blank lines, continuations and table heads are passed over. */
function blocks(markdown: string): Block[] {
  const lines = markdown.split(/\r?\n/u);
  const result: Block[] = [];
  let fence: string | null = null;
  let isTable = false;
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1] ?? null;
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null;
    } else if (mark !== null) {
      fence = mark;
      result.push({ kind: 'other' });
    } else if (isDelimiter(line)) {
      isTable = true;
    } else if (isTable && line.includes('|')) {
      result.push({ kind: 'row', cells: cellsOf(line) });
    } else {
      isTable = false;
      const block = isDelimiter(lines[index + 1] ?? '') && line.includes('|') ? null : blockOf(line);
      if (block !== null) result.push(block);
    }
  }
  return result;
}

function blockOf(line: string): Block | null {
  if (line.trim() === '') return null;
  const item = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+(\S.*)$/u.exec(line);
  if (item) return { kind: 'item', indent: item[1]?.length ?? 0, text: item[2] ?? '' };
  const title = /^#{1,6}\s+(\S.*)$/u.exec(line)?.[1];
  if (title !== undefined) return { kind: 'heading', label: label(title) };
  // A line indented below an item goes on with it.
  if (/^\s{2,}/u.test(line)) return null;
  const lead = leadOf(line);
  if (lead === null) return { kind: 'other' };
  const text = plain(line);
  return text.endsWith(':') || label(text) === lead
    ? { kind: 'heading', label: lead }
    : { kind: 'lead', label: lead, text };
}

/** `|---|:--:|`, the line under a table's head. */
function isDelimiter(line: string): boolean {
  return /^[\s|:-]+$/u.test(line) && line.includes('|') && line.includes('-');
}

function cellsOf(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/u);
  return cells.slice(cells[0]?.trim() === '' ? 1 : 0, cells.at(-1)?.trim() === '' ? -1 : undefined);
}

/** The bold words that a line begins with. */
function leadOf(markdown: string): string | null {
  const bold = /^\s*(?:\*\*([^*]+)\*\*|__([^_]+)__)/u.exec(markdown);
  return bold ? label(bold[1] ?? bold[2] ?? '') : null;
}

/** Without emphasis and without the colon that a lead-in ends with. */
function label(markdown: string): string {
  const text = plain(markdown);
  return text.endsWith(':') ? text.slice(0, -1).trimEnd() : text;
}

/** Inline Markdown as it reads: marks of emphasis and code gone, links by their words, escapes resolved. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\][]*)\]\([^()\s]*\)/gu, '$1')
    .replaceAll(/\*\*|__|`/gu, '')
    .replaceAll(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+?)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replaceAll(/\\([!-/:-@[-`{-~])/gu, '$1')
    .trim();
}
