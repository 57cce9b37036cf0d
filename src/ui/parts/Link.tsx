import type { ComponentProps } from 'react';

/** A link to another place of the app, by its path and query. */
export function Link({ href, children, ...props }: ComponentProps<'a'> & { readonly href: string }) {
  return (
    <a {...props} href={`#${href}`}>
      {children}
    </a>
  );
}
