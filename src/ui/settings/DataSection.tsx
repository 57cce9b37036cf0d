import { useRef } from 'react';
import { counted } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';

const PERSISTENCE = {
  unasked: 'You have not asked the browser yet whether it will keep your data when space runs low.',
  granted: 'The browser has promised not to evict your data when space runs low.',
  denied: 'The browser may evict your data when space runs low. Export now and then.',
  unsupported: 'This browser makes no promise about keeping your data. Export now and then.',
} as const;

/** Where the learner's data lives, and the two ways across: everything out, everything in. */
export function DataSection() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const persistence = useAppState((state) => state.persistence);
  useAppState((state) => state.revision);
  const open = () => {
    const file = input.current?.files?.[0];
    if (file) void app.data.proposeRestore({ name: file.name, text: () => file.text() });
    if (input.current) input.current.value = '';
  };
  return (
    <Section
      title="Your data"
      about="Everything stays in this browser. Clearing site data deletes it, so keep a copy outside."
    >
      <p>{counted(app.diary.size, 'entry', 'entries')} in your diary.</p>
      <p className="mt-1 text-muted">{PERSISTENCE[persistence]}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button onClick={() => void app.data.download()}>Export everything</Button>
        <Button onClick={() => input.current?.click()}>Import a backup</Button>
        {persistence !== 'granted' && (
          <Button onClick={() => void app.data.askToPersist()}>Ask the browser to keep it</Button>
        )}
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="Backup file"
          onChange={open}
        />
      </div>
      <RestoreDialog />
    </Section>
  );
}
