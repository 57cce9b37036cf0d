import { healthCommands, type FolderState } from '../../state/health.ts';
import { useApp } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

type Props = { readonly folder: FolderState; readonly onChange: () => void };

function sentence(folder: FolderState): string {
  switch (folder.kind) {
    case 'unsupported':
      return 'This browser cannot write into a folder by itself. Export everything now and then instead.';
    case 'none':
      return 'Choose a folder once, and a backup goes there every half hour that you study.';
    case 'ready':
      return `Backups go to “${folder.name}” by themselves; older ones are thinned to 12 daily, 10 weekly and 9 monthly.`;
    case 'ask':
      return `The browser wants your word again before it writes into “${folder.name}”.`;
    case 'gone':
      return `“${folder.name}” is not there any more. Choose a folder again.`;
  }
}

/** The third copy: a folder of the learner's own. */
export function BackupFolder({ folder, onChange }: Props) {
  const health = useApp().commands(healthCommands);
  const then = (work: Promise<void>) => void work.then(onChange);
  return (
    <Section title="Backups in a folder" about={sentence(folder)}>
      <div className="flex flex-wrap gap-3">
        {(folder.kind === 'none' || folder.kind === 'gone') && (
          <Button onClick={() => then(health.chooseFolder())}>Choose a folder</Button>
        )}
        {folder.kind === 'ask' && <Button onClick={() => then(health.allowFolder())}>Allow</Button>}
        {folder.kind === 'ready' && <Button onClick={() => then(health.backUp())}>Back up now</Button>}
        {(folder.kind === 'ready' || folder.kind === 'ask') && (
          <Button look="quiet" onClick={() => then(health.forgetFolder())}>
            Stop using this folder
          </Button>
        )}
      </div>
    </Section>
  );
}
