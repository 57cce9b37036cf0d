import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';

type Props = { readonly onClose: () => void; readonly onChoose: (days: number) => void };

const LATEST_DAYS = 36_500;

/** Asks in how many days a card shall come back. */
export function DueDialog({ onClose, onChoose }: Props) {
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const [text, setText] = useState('1');
  const days = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  const isFine = days <= LATEST_DAYS;
  const choose = () => {
    if (!isFine) return;
    onClose();
    onChoose(days);
  };
  return (
    <Dialog
      title="Set due date"
      onClose={onClose}
      actions={
        <Button look="primary" type="submit" form={form} disabled={!isFine}>
          Set due date
        </Button>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          choose();
        }}
      >
        <label className="flex flex-wrap items-center gap-3">
          Show the card again in
          <input
            inputMode="numeric"
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-invalid={!isFine}
            aria-describedby={`${form}-note`}
            ref={field}
            className="h-11 w-24 rounded-md border border-edge bg-paper px-3"
          />
          {days === 1 ? 'day' : 'days'}
        </label>
        <p id={`${form}-note`} className="mt-3 text-[14px] text-muted">
          {isFine
            ? '0 is today. What the card is known to last stays as it is; only its date moves.'
            : `Write a whole number from 0 to ${LATEST_DAYS.toLocaleString('en')}.`}
        </p>
      </form>
    </Dialog>
  );
}
