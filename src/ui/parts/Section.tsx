import { useId, type ReactNode } from 'react';

type Props = { readonly title: string; readonly about?: string; readonly children: ReactNode };

/** A named part of a page; its heading names it for screen readers too. */
export function Section({ title, about, children }: Props) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="mt-12">
      <h2 id={heading} className="text-xl font-semibold tracking-tight">
        {title}
      </h2>
      {about && <p className="mt-1 text-[15px] text-muted">{about}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}
