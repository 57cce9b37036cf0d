import { useMemo, useState } from 'react';
import { facets, type Choice } from '../../core/facets.ts';
import { filterFromQuery, filterToQuery, type Filter, type StudyCard } from '../../core/filter.ts';
import { fold } from '../../core/search.ts';
import type { Now } from '../../core/standing.ts';
import { titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';

type ListName = 'decks' | 'difficulties' | 'levels' | 'concepts' | 'sections' | 'states' | 'flags';

const GROUPS: readonly { readonly name: ListName; readonly title: string }[] = [
  { name: 'difficulties', title: 'Difficulty' },
  { name: 'states', title: 'State' },
  { name: 'flags', title: 'Flag' },
  { name: 'levels', title: 'Cognitive level' },
  { name: 'decks', title: 'Deck' },
  { name: 'concepts', title: 'Concept' },
  { name: 'sections', title: 'Source section' },
];

type CheckProps = {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onToggle: () => void;
};

function Check({ label, count, isOn, onToggle }: CheckProps) {
  return (
    <li>
      <label className="flex min-h-9 items-center gap-2.5 text-[15px] pointer-coarse:min-h-11">
        <input
          type="checkbox"
          className="size-4.5 shrink-0 accent-accent"
          checked={isOn}
          onChange={onToggle}
        />
        <span className="min-w-0 grow truncate" title={label}>
          <bdi>{label}</bdi>
        </span>
        <span className="text-[14px] text-muted">{count.toLocaleString('en')}</span>
      </label>
    </li>
  );
}

type GroupProps = {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

/** More choices than this are searched rather than looked through. */
const SHOWN_AT_ONCE = 50;

function Group({ title, choices, chosen, onChange }: GroupProps) {
  const [isOpened, setOpened] = useState<boolean | null>(null);
  const [words, setWords] = useState('');
  const offered = choices.filter((choice) => choice.count > 0 || chosen.includes(choice.value));
  if (offered.length === 0) return null;
  const isOpen = isOpened ?? (offered.length <= 8 || chosen.length > 0);
  const isLong = offered.length > SHOWN_AT_ONCE;
  const matching =
    isLong && words !== '' ? offered.filter(({ label }) => fold(label).includes(fold(words))) : offered;
  const shown = matching.filter(({ value }, place) => place < SHOWN_AT_ONCE || chosen.includes(value));
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    // Once opened or closed by hand it stays so: a group must not close over the choice just taken back.
    <details
      open={isOpen}
      onToggle={(event) => setOpened(event.currentTarget.open)}
      className="border-b border-line py-2"
    >
      <summary className="py-1.5 font-medium pointer-coarse:py-2.5">{title}</summary>
      {isOpen && isLong && (
        <input
          type="search"
          aria-label={`Find in ${title}`}
          placeholder="Find"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="mt-1 mb-2 h-9 w-full rounded-md border border-edge bg-raised px-3 text-[15px] pointer-coarse:h-11"
        />
      )}
      <ul className="max-h-72 overflow-y-auto pb-1 pl-0.5">
        {(isOpen ? shown : []).map(({ value, label, count }) => (
          <Check
            key={value}
            label={label === value ? titleCase(label) : label}
            count={count}
            isOn={chosen.includes(value)}
            onToggle={() => toggle(value)}
          />
        ))}
      </ul>
      {isOpen && shown.length < matching.length && (
        <p className="py-1 text-[14px] text-muted">
          {shown.length} of {matching.length.toLocaleString('en')} shown
        </p>
      )}
    </details>
  );
}

type Props = {
  readonly filter: Filter;
  readonly cards: readonly StudyCard[];
  readonly moment: Now;
  readonly onChange: (change: Partial<Filter>) => void;
};

/** Every choice with how many cards it would give beside it; choices combine. */
export function Facets({ filter, cards, moment, onChange }: Props) {
  const app = useApp();
  const revision = useAppState((state) => state.revision);
  const leechThreshold = useAppState((state) => state.settings.leechThreshold);
  const found = useMemo(
    () => facets(cards, app.diary.standing, filter, moment, leechThreshold),
    // The diary is one object that changes inside; `revision` says when.
    // oxlint-disable-next-line react/exhaustive-deps
    [app, cards, filter, moment, revision, leechThreshold],
  );
  /** A choice is a plain string; the way through the address keeps only values that a filter may hold. */
  const choose = (name: ListName, chosen: readonly string[]) =>
    onChange(filterFromQuery(filterToQuery({ ...filter, [name]: chosen })));
  const weights = found.weights.filter(
    (choice) => choice.count > 0 || Number(choice.value) === filter.minimumWeight,
  );
  return (
    <form
      aria-label="Filters"
      className="border-t border-line lg:border-0"
      onSubmit={(event) => event.preventDefault()}
    >
      <ul className="border-b border-line py-2">
        <Check
          label="Critical knowledge"
          count={found.critical}
          isOn={filter.critical}
          onToggle={() => onChange({ critical: !filter.critical })}
        />
      </ul>
      {weights.length > 0 && (
        <label className="flex min-h-11 items-center justify-between gap-3 border-b border-line py-2 text-[15px]">
          Key concepts touched
          <select
            className="h-9 max-w-28 rounded border border-edge bg-raised px-2 pointer-coarse:h-11"
            value={filter.minimumWeight}
            onChange={(event) => onChange({ minimumWeight: Number(event.target.value) })}
          >
            <option value={0}>any</option>
            {weights.map(({ value, label, count }) => (
              <option key={value} value={value}>{`${label} (${count})`}</option>
            ))}
          </select>
        </label>
      )}
      {GROUPS.map(({ name, title }) => (
        <Group
          key={name}
          title={title}
          choices={found[name]}
          chosen={filter[name]}
          onChange={(chosen) => choose(name, chosen)}
        />
      ))}
    </form>
  );
}
