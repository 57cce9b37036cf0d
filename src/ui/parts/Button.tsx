import type { ComponentProps } from 'react';

const LOOKS = {
  primary: 'bg-accent text-onaccent border-accent hover:brightness-110',
  plain: 'border-edge text-ink hover:border-ink',
  quiet: 'border-transparent text-muted hover:text-ink',
} as const;

type Props = ComponentProps<'button'> & { readonly look?: keyof typeof LOOKS; readonly hint?: string };

/** A button is a verb; `hint` names its key, for eyes only (the accessible name stays the verb). */
export function Button({ look = 'plain', hint, className = '', children, ...props }: Props) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-md border px-4 py-1.5 text-[15px] font-medium disabled:cursor-default disabled:opacity-50 ${LOOKS[look]} ${className}`}
      {...props}
    >
      {children}
      {hint !== undefined && (
        <kbd
          aria-hidden="true"
          className="font-sans text-[13px] font-normal opacity-75 pointer-coarse:hidden"
        >
          {hint}
        </kbd>
      )}
    </button>
  );
}
