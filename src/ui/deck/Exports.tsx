import { useState } from 'react';
import type { Deck, ExportFormat } from '../../core/deck.ts';
import { libraryCommands } from '../../state/library.ts';
import { useApp } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

const BLOCKS: readonly { readonly format: ExportFormat; readonly label: string }[] = [
  { format: 'anki', label: 'Anki (tab-separated)' },
  { format: 'csv', label: 'CSV' },
  { format: 'text', label: 'Plain text' },
];

/** The deck as files: the author's own export blocks byte for byte, or the full cards. */
export function Exports({ deck }: { readonly deck: Deck }) {
  const app = useApp();
  const [full, setFull] = useState(false);
  const authored = BLOCKS.filter(({ format }) => deck.exports[format] !== undefined).length;
  return (
    <Section title="Export">
      <div className="flex flex-wrap gap-3">
        {deck.text !== '' && (
          <Button onClick={() => void app.commands(libraryCommands).save(deck, 'markdown', false)}>
            Markdown
          </Button>
        )}
        {BLOCKS.map(({ format, label }) => (
          <Button key={format} onClick={() => void app.commands(libraryCommands).save(deck, format, full)}>
            {label}
          </Button>
        ))}
      </div>
      {authored > 0 && (
        <label className="mt-3 flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 shrink-0 accent-accent"
            checked={full}
            onChange={(event) => setFull(event.target.checked)}
          />
          Full cards instead of the author’s own short export blocks
        </label>
      )}
    </Section>
  );
}
