import { dataCommands } from '../../state/data.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';

/** What taking a backup in would change, shown before anything is written. */
export function RestoreDialog() {
  const app = useApp();
  const restore = useAppState((state) => state.restore);
  if (!restore) return null;
  const isPlanned = restore.kind === 'planned';
  return (
    <Dialog
      title={isPlanned ? 'Import this backup' : 'This backup cannot be imported'}
      onClose={app.commands(dataCommands).dismissRestore}
      actions={
        <>
          <Button onClick={app.commands(dataCommands).dismissRestore}>
            {isPlanned ? 'Cancel' : 'Close'}
          </Button>
          {isPlanned && (
            <Button look="primary" onClick={() => void app.commands(dataCommands).restore()}>
              Import
            </Button>
          )}
        </>
      }
    >
      <p className="text-muted">
        <bdi>{restore.fileName}</bdi>
      </p>
      {isPlanned && <p className="mt-2">{restore.summary} Nothing that is here is lost.</p>}
      {restore.problems.length > 0 && (
        <ul className="mt-4 space-y-1.5 text-[15px]">
          {restore.problems.map(({ place, message }) => (
            <li key={`${place} ${message}`}>
              <span className="text-muted">{place}:</span> {message}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
