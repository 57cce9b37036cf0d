import { useState } from 'react';
import { FLAGS, type Flag } from '../../core/event.ts';
import type { StudyCard } from '../../core/filter.ts';
import { titleCase } from '../../core/words.ts';
import { markCommands } from '../../state/marks.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { CardInfoDialog } from '../study/CardInfoDialog.tsx';
import { DueDialog } from '../study/DueDialog.tsx';

const LINK = 'min-h-11 text-accent underline underline-offset-4';

type FlagProps = { readonly flag: Flag | null; readonly onChange: (flag: Flag | null) => void };

function FlagChoice({ flag, onChange }: FlagProps) {
  return (
    <label className="flex min-h-11 items-center gap-2">
      Flag
      <select
        className="h-9 rounded border border-edge bg-raised px-2 pointer-coarse:h-11"
        value={flag ?? ''}
        onChange={(event) => onChange(FLAGS.find((name) => name === event.target.value) ?? null)}
      >
        <option value="">None</option>
        {FLAGS.map((name) => (
          <option key={name} value={name}>
            {titleCase(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

type Props = { readonly study: StudyCard; readonly isBuried: boolean };

/** What can be done with a card from a list. */
export function CardActions({ study, isBuried }: Props) {
  const app = useApp();
  useAppState((state) => state.revision);
  const [dialog, setDialog] = useState<'info' | 'due' | null>(null);
  const { id } = study.card;
  const { starred, suspended, flag } = app.diary.marks(id);
  const actions = [
    { id: 'info', label: 'Card info', run: () => setDialog('info') },
    {
      id: 'star',
      label: starred ? 'Remove star' : 'Star',
      run: () => void app.commands(markCommands).setMark(id, 'starred', !starred),
    },
    {
      id: 'suspend',
      label: suspended ? 'Resume' : 'Suspend',
      run: () => void app.commands(markCommands).setMark(id, 'suspended', !suspended),
    },
    { id: 'due', label: 'Set due date', run: () => setDialog('due') },
    ...(app.diary.memory(id).kind === 'new'
      ? []
      : [{ id: 'forget', label: 'Make new again', run: () => void app.commands(markCommands).forget(id) }]),
    ...(isBuried
      ? [{ id: 'unbury', label: 'Bring back today', run: () => void app.commands(markCommands).unbury(id) }]
      : []),
  ];
  const close = () => setDialog(null);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 text-[15px]">
      {actions.map(({ id: action, label, run }) => (
        <button key={action} type="button" className={LINK} onClick={run}>
          {label}
        </button>
      ))}
      <FlagChoice flag={flag} onChange={(next) => void app.commands(markCommands).setFlag(id, next)} />
      {dialog === 'info' && <CardInfoDialog study={study} onClose={close} />}
      {dialog === 'due' && (
        <DueDialog onClose={close} onChoose={(days) => void app.commands(markCommands).setDue(id, days)} />
      )}
    </div>
  );
}
