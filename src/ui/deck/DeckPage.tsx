import { useEffect, useState } from 'react';
import { studyDay } from '../../core/day.ts';
import { criticalWeight, type Deck, type DeckId } from '../../core/deck.ts';
import { examOf } from '../../core/exams.ts';
import { filterToQuery, NO_FILTER } from '../../core/filter.ts';
import { counted, titleCase } from '../../core/words.ts';
import { libraryCommands } from '../../state/library.ts';
import { useLocation } from '../address.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Link } from '../parts/Link.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { printDaysAhead } from '../parts/time.ts';
import { useDeck } from '../parts/useOpened.ts';
import { useShelf } from '../library/useShelf.ts';
import { AuthorTable } from './AuthorTable.tsx';
import { Exports } from './Exports.tsx';
import { GradingSection } from './GradingSection.tsx';
import { LimitsSection } from './LimitsSection.tsx';
import { Prerequisites } from './Prerequisites.tsx';
import { ProblemsFound } from './ProblemsFound.tsx';
import { PlanSection } from './PlanSection.tsx';

function studyPath(deck: Deck, change: Partial<typeof NO_FILTER> = {}): string {
  return `/study?${filterToQuery({ ...NO_FILTER, decks: [deck.id], ...change })}`;
}

function KeyConcepts({ deck }: { readonly deck: Deck }) {
  return (
    <ul className="grid gap-x-8 sm:grid-cols-2">
      {deck.keyConcepts.map((concept) => (
        <li key={concept.name} className="border-b border-line">
          <Link
            href={studyPath(deck, { concepts: [concept.name] })}
            className="flex min-h-11 items-baseline justify-between gap-4 py-2 hover:text-accent"
          >
            <span className="underline-offset-4 hover:underline">
              <bdi>{concept.name}</bdi>
              {concept.remark && <span className="text-[14px] text-muted"> · {concept.remark}</span>}
            </span>
            <span className="shrink-0 text-[14px] text-muted">{counted(concept.cards.length, 'card')}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Cards({ deck }: { readonly deck: Deck }) {
  return (
    <ol>
      {deck.cards.map((card) => (
        <li key={card.id} className="grid grid-cols-[1.5rem_1fr] gap-x-3 border-b border-line py-3">
          <span className="text-muted">{card.number}</span>
          <div>
            <p>
              <bdi>{card.concept ?? card.title ?? card.front.split('\n')[0]}</bdi>
            </p>
            <p className="text-[14px] text-muted">
              {[
                card.difficulty && titleCase(card.difficulty),
                card.levels.map(titleCase).join(' / '),
                card.section,
                criticalWeight(deck, card) > 0 && counted(criticalWeight(deck, card), 'key concept'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Facts({ deck }: { readonly deck: Deck }) {
  const facts = [deck.subject, deck.source, deck.generated].filter((fact) => fact !== null);
  return facts.length === 0 ? null : (
    <p className="mt-2 text-[15px] text-muted">
      <bdi>{facts.join(' · ')}</bdi>
    </p>
  );
}

function RemoveDeck({ deck }: { readonly deck: Deck }) {
  const app = useApp();
  const [, go] = useLocation();
  return (
    <Button
      look="quiet"
      onClick={() => {
        go('/');
        void app.commands(libraryCommands).remove(deck.id);
      }}
    >
      Remove deck
    </Button>
  );
}

/** The exam that the deck is prepared for, or the way to one. */
function UnderExam({ deck }: { readonly deck: Deck }) {
  const exams = useAppState((state) => state.exams);
  const now = useAppState((state) => state.now);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  const today = studyDay(now, rolloverHour);
  const exam = examOf(exams, deck.id, today);
  return (
    <p className="mt-1 text-[15px]">
      <Link
        href={exam ? '/exam' : `/exam?deck=${encodeURIComponent(deck.id)}`}
        className="inline-block py-3 text-accent underline underline-offset-4"
      >
        {exam ? `Prepared for ${exam.name}, ${printDaysAhead(exam.examDay - today)}` : 'Prepare for an exam'}
      </Link>
    </p>
  );
}

function DeckView({ deck }: { readonly deck: Deck }) {
  const [, go] = useLocation();
  const { rows } = useShelf();
  const own = rows.find((row) => row.deck.id === deck.id);
  const ready = own ? own.offer.due + own.offer.fresh : 0;
  const mapping = {
    title: 'Source mapping',
    columns: ['Card', 'Source section', 'Key terms'],
    rows: deck.sourceMapping.map((row) => [row.card, row.section, row.terms.join(', ')]),
  };
  return (
    <Page>
      <h1 className="text-3xl font-semibold tracking-tight text-balance">
        <bdi>{deck.title}</bdi>
      </h1>
      <Facts deck={deck} />
      {own && (
        <p className="mt-4">
          {own.offer.due} due · {own.offer.fresh} new · {own.counts.learned} of {own.counts.total} learned
          {own.offer.heldBack > 0 && ` · ${own.offer.heldBack} more due, beyond today’s limit`}
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-3">
        <Button look="primary" disabled={ready === 0} onClick={() => go(studyPath(deck))}>
          {ready === 0 ? 'Nothing due' : `Study ${ready}`}
        </Button>
        <Button onClick={() => go(`${studyPath(deck)}&ahead=`)}>Study ahead</Button>
        <Button onClick={() => go(`${studyPath(deck)}&cram=`)}>Cram</Button>
        <Button onClick={() => go(`/browse?${filterToQuery({ ...NO_FILTER, decks: [deck.id] })}`)}>
          Filter cards
        </Button>
        <RemoveDeck deck={deck} />
      </div>
      <UnderExam deck={deck} />
      {deck.keyConcepts.length > 0 && (
        <Section
          title="Critical knowledge"
          about="Concepts that several cards share. Choose one to study just its cards."
        >
          <KeyConcepts deck={deck} />
        </Section>
      )}
      <Section title="Cards">
        <Cards deck={deck} />
      </Section>
      <PlanSection deck={deck} />
      <LimitsSection deck={deck} />
      <GradingSection deck={deck} />
      {deck.prerequisites.length > 0 && (
        <Section title="Before you start" about="What the author expects you to know. Nothing is locked.">
          <Prerequisites deck={deck} />
        </Section>
      )}
      {deck.extensions.length > 0 && (
        <Section title="After mastering these cards">
          <ul className="list-disc space-y-1 pl-5">
            {deck.extensions.map((topic) => (
              <li key={topic}>{topic}</li>
            ))}
          </ul>
        </Section>
      )}
      {deck.sourceMapping.length > 0 && (
        <Section title="Source mapping">
          <AuthorTable table={mapping} />
        </Section>
      )}
      {deck.tables.map((table) => (
        <Section key={table.title} title={table.title}>
          <AuthorTable table={table} />
        </Section>
      ))}
      <ProblemsFound deck={deck} />
      <Exports deck={deck} />
      {deck.footer && <p className="mt-12 text-[14px] text-muted italic">{deck.footer}</p>}
    </Page>
  );
}

/** Everything that a lesson deck says besides its cards' text. */
export function DeckPage({ id }: { readonly id: string }) {
  const outline = useAppState(({ shelf }) => shelf.decks.find((loaded) => loaded.deck.id === id)?.deck);
  const deck = useDeck(id as DeckId);
  const [title] = useState(() => document.title);
  useEffect(() => {
    document.title = outline ? `${outline.title} – Flipside` : title;
    window.scrollTo({ top: 0 });
  }, [outline, title]);
  if (outline) return deck ? <DeckView deck={deck} /> : <Page>{null}</Page>;
  return (
    <Page>
      <h1 className="text-3xl font-semibold tracking-tight">There is no such deck here.</h1>
      <p className="mt-2 text-muted">
        It may have been removed, or the address belongs to another browser’s library.
      </p>
      <Link href="/" className="mt-6 inline-block text-accent underline underline-offset-4">
        Back to the library
      </Link>
    </Page>
  );
}
