import { counted } from '../../core/words.ts';
import type { ImportFile } from '../../state/appState.ts';
import { libraryCommands } from '../../state/library.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { ProblemList } from '../parts/ProblemList.tsx';

function change(file: ImportFile): string {
  if (!file.replaces) return 'New in your library.';
  const { kept, added, removed } = file.replaces;
  return `Replaces the deck you have: ${counted(kept, 'card')} kept with their history, ${added} new, ${removed} gone.`;
}

function FileReport({ file }: { readonly file: ImportFile }) {
  const { deck, problems } = file;
  return (
    <section className="space-y-2 border-b border-line py-4 first:pt-0 last:border-0 last:pb-0">
      <h3 className="font-semibold">
        <bdi>{deck?.title ?? file.fileName}</bdi>
      </h3>
      <p className="text-[15px] text-muted">
        {deck ? (
          <>
            {counted(deck.cards.length, 'card')}, {counted(problems.length, 'problem')} found. {change(file)}
          </>
        ) : (
          'This file has errors, so it will not be imported. Mend the lines below and try again; nothing has changed.'
        )}
      </p>
      {problems.length > 0 && <ProblemList problems={problems} />}
    </section>
  );
}

/** The import report: shown before anything is written. */
export function ImportDialog() {
  const app = useApp();
  const plan = useAppState((state) => state.plan);
  if (!plan) return null;
  const readable = plan.files.filter((file) => file.deck !== null).length;
  return (
    <Dialog
      title={readable === 0 ? 'Nothing to import' : `Import ${counted(readable, 'deck')}`}
      onClose={app.commands(libraryCommands).dismiss}
      actions={
        <>
          <Button onClick={app.commands(libraryCommands).dismiss}>
            {readable === 0 ? 'Close' : 'Cancel'}
          </Button>
          {readable > 0 && (
            <Button look="primary" onClick={() => void app.commands(libraryCommands).accept()}>
              Import
            </Button>
          )}
        </>
      }
    >
      {plan.files.map((file) => (
        <FileReport key={file.fileName} file={file} />
      ))}
    </Dialog>
  );
}
