import { COMMANDS, printedKey } from '../commands.ts';
import { Dialog } from './Dialog.tsx';

/** Every command with its keys, from the same table that the keyboard reads. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="grid gap-y-2 text-[15px]">
        {COMMANDS.map((command) => (
          <div
            key={command.id}
            className="flex items-start justify-between gap-6 border-b border-line pb-2 last:border-0"
          >
            <dt>{command.label}</dt>
            <dd className="flex flex-wrap items-start justify-end gap-1.5">
              {command.keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded border border-line bg-paper px-2 py-0.5 font-sans text-[13px] text-muted"
                >
                  {printedKey(key)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-[14px] text-muted">
        Letters work on any keyboard layout, digits also on the numeric pad. While you type in a field the
        keys type.
      </p>
    </Dialog>
  );
}
