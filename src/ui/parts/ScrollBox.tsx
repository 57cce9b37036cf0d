import type { ReactNode } from 'react';

type Props = {
  /** What is inside, for those who reach it with the keyboard. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A box that scrolls sideways by itself, also from the keyboard; the page never does. */
export function ScrollBox({ label, className = '', children }: Props) {
  return (
    <section className={`scroll-box ${className}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
