import { useFace } from '../parts/faces.ts';

/** A text of a card as its author laid it out. */
export function Face({ markdown, className }: { readonly markdown: string; readonly className: string }) {
  const face = useFace(markdown);
  return (
    <div dir="auto" className={`prose-card ${className}`}>
      {face}
    </div>
  );
}
