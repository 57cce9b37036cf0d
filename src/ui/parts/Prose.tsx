import {
  createElement,
  Fragment,
  useRef,
  useState,
  type ComponentProps,
  type ElementType,
  type ReactNode,
} from 'react';
import { FRAGMENT, type Face } from '../../core/face.ts';
import { ScrollBox } from './ScrollBox.tsx';

/** A table in a box of its own that scrolls sideways; the page never does. */
function TableBox({ node: _node, ...props }: ComponentProps<'table'> & { node?: unknown }) {
  return (
    <ScrollBox label="Table">
      <table {...props} />
    </ScrollBox>
  );
}

/** Code keeps its lines; the copy button appears on hover and on focus. */
function CodeBox({ node: _node, ...props }: ComponentProps<'pre'> & { node?: unknown }) {
  const code = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code.current?.textContent ?? '');
    setCopied(true);
  };
  return (
    <div className="group relative">
      <ScrollBox label="Code" className="border-y border-line py-3">
        <pre ref={code} {...props} />
      </ScrollBox>
      <button
        type="button"
        onClick={() => void copy()}
        onBlur={() => setCopied(false)}
        className="absolute top-1 right-1 rounded border border-line bg-paper px-2 py-0.5 font-sans text-[13px] text-muted opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
      >
        {copied ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}

/** A link out of the card says where it leads and hands nothing over; an address that leads nowhere is only text. */
function OutLink({ node: _node, href, children, ...props }: ComponentProps<'a'> & { node?: unknown }) {
  if (href === undefined || !/^https?:/i.test(href) || !URL.canParse(href)) return <span>{children}</span>;
  return (
    <a {...props} href={href} target="_blank" rel="noopener noreferrer" title={new URL(href).host}>
      {children}
    </a>
  );
}

/** Decks may not load anything; an image is named, not fetched. */
function ImageName({ alt }: ComponentProps<'img'>) {
  return <span className="text-muted">[image{alt ? `: ${alt}` : ''}]</span>;
}

/** How the elements of a card's Markdown are shown, however it was parsed. */
export const CARD_COMPONENTS = { table: TableBox, pre: CodeBox, a: OutLink, img: ImageName } as const;

const COMPONENTS = new Map<string, ElementType>([...Object.entries(CARD_COMPONENTS), [FRAGMENT, Fragment]]);

export function faceToElement(face: Face): ReactNode {
  if (typeof face === 'string') return face;
  return createElement(COMPONENTS.get(face.tag) ?? face.tag, face.props, ...face.inside.map(faceToElement));
}
