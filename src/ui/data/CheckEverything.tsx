import { useState } from 'react';
import { counted } from '../../core/words.ts';
import { healthCommands, type CheckResult } from '../../state/health.ts';
import { useApp } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

function findings(result: CheckResult): string[] {
  const { returned, missing, differing, unreadable } = result;
  return [
    returned > 0 && `${counted(returned, 'entry', 'entries')} came back from the other copy.`,
    missing > 0 &&
      `${counted(missing, 'entry is', 'entries are')} missing from both copies; a backup may have them.`,
    differing > 0 &&
      `${counted(differing, 'card')} showed another state than the diary gives; the diary counts.`,
    unreadable > 0 && `${counted(unreadable, 'record')} cannot be read and stay set aside.`,
  ].filter((finding) => finding !== false);
}

/** Compares the copies and rebuilds all memory from the diary; safe to run at any time and as often as one likes. */
export function CheckEverything({ onDone }: { readonly onDone: () => void }) {
  const health = useApp().commands(healthCommands);
  const [result, setResult] = useState<CheckResult | null>(null);
  const [isBusy, setBusy] = useState(false);
  const check = async () => {
    if (isBusy) return;
    setBusy(true);
    setResult(await health.check());
    setBusy(false);
    onDone();
  };
  const found = result ? findings(result) : [];
  return (
    <Section
      title="Check everything"
      about="Compares both copies entry by entry, rebuilds what is known of every card from the diary on disk and compares that with what the app shows. Nothing is deleted."
    >
      <Button aria-disabled={isBusy} onClick={() => void check()}>
        {isBusy ? 'Checking' : 'Check now'}
      </Button>
      <div role="status" className="mt-4">
        {result && (
          <p>
            {counted(result.entries, 'entry', 'entries')} and {counted(result.cards, 'card')} checked.{' '}
            {found.length === 0 ? 'Everything agrees.' : ''}
          </p>
        )}
        <ul className="mt-1 list-disc pl-5">
          {found.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
