import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The row of buttons at the foot; it stays in view while the body scrolls. */
  readonly actions?: ReactNode;
};

/** The browser's own modal dialog: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children, actions }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingText = useRef<HTMLHeadingElement>(null);
  const heading = useId();
  useEffect(() => {
    dialog.current?.showModal();
    headingText.current?.focus();
  }, []);
  // One that is taken off the page is closed first: only closing gives the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      // Said before the browser closes it and before the next key, which means the screen behind it already.
      onCancel={(event) => event.target === event.currentTarget && onClose()}
      onClose={onClose}
      closedby="any"
      className="m-auto max-h-[min(90dvh,48rem)] w-[min(92vw,40rem)] rounded-lg bg-raised p-0 text-ink shadow-2xl"
    >
      <div className="flex max-h-[inherit] flex-col">
        <header className="flex items-center justify-between gap-4 border-b border-line px-6 py-3">
          <h2 ref={headingText} id={heading} tabIndex={-1} className="text-lg font-semibold">
            {title}
          </h2>
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className="-mr-2 flex size-11 items-center justify-center rounded-md text-muted hover:text-ink"
            aria-label="Close"
          >
            <span aria-hidden="true">✕</span>
          </button>
        </header>
        <div className="overflow-y-auto px-6 py-4" tabIndex={0}>
          {children}
        </div>
        {actions && (
          <footer className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-3">
            {actions}
          </footer>
        )}
      </div>
    </dialog>
  );
}
