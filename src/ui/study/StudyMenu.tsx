import { useRef, useState } from 'react';
import { useApp, useAppState } from '../AppContext.tsx';
import { commandNamed, printedKey, type Command } from '../commands.ts';
import { usePlace } from '../PlaceContext.tsx';
import { Button } from '../parts/Button.tsx';

const MENU = [
  'redo',
  'star',
  'flag',
  'bury',
  'suspend',
  'due',
  'forget',
  'checklist',
  'type',
  'read',
  'info',
  'keys',
] as const;

/** What one can do with a card besides grading it; Undo has a button of its own because a slip is urgent. */
export function StudyMenu() {
  const app = useApp();
  const place = usePlace();
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useAppState((state) => state.study);
  useAppState((state) => state.revision);
  const run = (command: Command) => {
    menu.current?.hidePopover();
    // The focus goes back to the card, where Space shows the answer rather than the menu again.
    document.querySelector<HTMLElement>('article [tabindex="-1"]')?.focus({ preventScroll: true });
    void command.run(app, place);
  };
  const undo = commandNamed('undo');
  return (
    <div className="flex items-center">
      <Button look="quiet" className="px-3" disabled={!undo.when(app, place)} onClick={() => run(undo)}>
        Undo
      </Button>
      <Button
        look="quiet"
        className="px-3"
        popoverTarget="study-menu"
        aria-label="More"
        aria-expanded={isOpen}
      >
        <span aria-hidden="true">⋯</span>
      </Button>
      <div
        ref={menu}
        id="study-menu"
        popover="auto"
        // Filled before it is seen; emptied only after it has given the focus back.
        onBeforeToggle={(event) => event.newState === 'open' && setOpen(true)}
        onToggle={(event) => setOpen(event.newState === 'open')}
        className="fixed top-14 right-[max(1rem,calc(50vw-20rem))] bottom-auto left-auto m-0 w-80 max-h-[calc(100dvh-4.5rem)] max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border border-line bg-raised p-1.5 text-ink shadow-xl"
      >
        {isOpen &&
          MENU.map(commandNamed).map((command) => (
            <button
              key={command.id}
              type="button"
              disabled={!command.when(app, place)}
              onClick={() => run(command)}
              className="flex min-h-11 w-full items-center justify-between rounded px-3 text-left text-[15px] hover:bg-line/50 disabled:opacity-50"
            >
              {command.label}
              <kbd aria-hidden="true" className="shrink-0 font-sans text-[13px] text-muted">
                {command.keys[0] ? printedKey(command.keys[0]) : ''}
              </kbd>
            </button>
          ))}
      </div>
    </div>
  );
}
