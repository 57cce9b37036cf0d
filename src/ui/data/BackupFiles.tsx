import { useRef } from 'react';
import { dataCommands } from '../../state/data.ts';
import { useApp } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';

/** Everything out as one file, and in again from one. */
export function BackupFiles() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const open = () => {
    const file = input.current?.files?.[0];
    if (file) void app.commands(dataCommands).proposeRestore({ name: file.name, text: () => file.text() });
    if (input.current) input.current.value = '';
  };
  return (
    <Section
      title="One file"
      about="Everything as readable JSON: answers, decks that you imported and settings. Importing adds what is missing and takes nothing away."
    >
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => void app.commands(dataCommands).download()}>Export everything</Button>
        <Button onClick={() => input.current?.click()}>Import a backup</Button>
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
