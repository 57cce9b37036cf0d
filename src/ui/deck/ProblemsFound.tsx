import { useEffect, useState } from 'react';
import type { Deck, Problem } from '../../core/deck.ts';
import { counted } from '../../core/words.ts';
import { libraryCommands } from '../../state/library.ts';
import { useApp } from '../AppContext.tsx';
import { ProblemList } from '../parts/ProblemList.tsx';
import { Section } from '../parts/Section.tsx';

/** What the reader of decks noticed in this one; nothing is shown for a deck without problems. */
export function ProblemsFound({ deck }: { readonly deck: Deck }) {
  const app = useApp();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void app
      .commands(libraryCommands)
      .problemsOf(deck)
      .then((found) => isCurrent && setProblems(found));
    return () => {
      isCurrent = false;
    };
  }, [app, deck]);
  if (problems.length === 0) return null;
  return (
    <Section
      title="Problems found"
      about={`${counted(problems.length, 'place')} for the deck’s author to look at.`}
    >
      <ProblemList problems={problems} />
    </Section>
  );
}
