import { useId, type ReactNode } from 'react';

type Props = {
  readonly label: string;
  readonly about: string;
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby': string }) => ReactNode;
};

/** One setting: its name, what it does, and the control that both belong to. */
export function Row({ label, about, children }: Props) {
  const id = useId();
  return (
    <div className="grid gap-x-8 gap-y-2 border-b border-line py-4 sm:grid-cols-[1fr_14rem] sm:items-center">
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-about`} className="text-[14px] text-muted">
          {about}
        </p>
      </div>
      <div>{children({ id, 'aria-describedby': `${id}-about` })}</div>
    </div>
  );
}
