/** How the parts of a chart are told apart: by pattern first and by tint besides, so that no colour is needed. */
export type LookName = 'solid' | 'tint' | 'hatch' | 'dots' | 'outline';

/** The patterns that `paintOf` points to; once in each drawing. */
export function LookPatterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}hatch`}
        width={5}
        height={5}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={5} height={5} className="fill-paper" />
        <rect width={2} height={5} className="fill-accent" />
      </pattern>
      <pattern id={`${id}dots`} width={4} height={4} patternUnits="userSpaceOnUse">
        <rect width={4} height={4} className="fill-paper" />
        <circle cx={2} cy={2} r={1} className="fill-accent" />
      </pattern>
    </defs>
  );
}

/** What a shape of the drawing with these patterns wears. */
export function paintOf(name: LookName, id: string) {
  if (name === 'solid') return { className: 'fill-accent' };
  if (name === 'tint') return { className: 'fill-accent/45' };
  if (name === 'outline') return { className: 'fill-paper stroke-accent' };
  return { fill: `url(#${id}${name})` };
}
