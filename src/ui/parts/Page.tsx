import type { ReactNode } from 'react';
import { useLocation } from '../address.ts';
import { Link } from './Link.tsx';

const PLACES = [
  { href: '/', label: 'Library' },
  { href: '/browse', label: 'Browse' },
  { href: '/progress', label: 'Progress' },
  { href: '/settings', label: 'Settings' },
] as const;

function Place({ href, label }: (typeof PLACES)[number]) {
  const [path] = useLocation();
  const isHere = path === href;
  return (
    <Link
      href={href}
      aria-current={isHere ? 'page' : undefined}
      className={`flex min-h-11 items-center px-1 text-[15px] sm:px-2 ${isHere ? 'font-medium text-ink' : 'text-muted hover:text-ink'}`}
    >
      {label}
    </Link>
  );
}

/** The frame of every screen but the study screen: name, places, one column. */
export function Page({ children }: { readonly children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-page flex-col px-5 sm:px-8">
      <header className="flex items-center justify-between gap-2 py-3">
        <Link
          href="/"
          className="hidden min-h-11 items-center text-[17px] font-semibold tracking-tight min-[380px]:flex"
        >
          Flipside
        </Link>
        <nav aria-label="Main" className="-mr-1 flex max-[379px]:-ml-1 sm:-mr-2 sm:gap-4">
          {PLACES.map((place) => (
            <Place key={place.href} {...place} />
          ))}
        </nav>
      </header>
      <main className="grow pt-6 pb-24 sm:pt-10">{children}</main>
    </div>
  );
}
