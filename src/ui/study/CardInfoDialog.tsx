import { studyDay } from '../../core/day.ts';
import { cardState } from '../../core/standing.ts';
import { titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { printDay, printDuration } from '../parts/time.ts';

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid border-b border-line py-1.5 last:border-0">
      <dt className="text-muted">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What the app knows of the current card: where it stands in memory and every answer so far. */
export function CardInfoDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const current = useAppState((state) => state.study?.session.current ?? null);
  const studyCard = useAppState((state) => (current === null ? undefined : state.cardById.get(current)));
  const now = useAppState((state) => state.now);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  if (current === null || !studyCard) return null;
  const standing = app.diary.standing(current);
  const { memory } = standing;
  const moment = { at: now.at, day: studyDay(now, rolloverHour) };
  const recall = app.retrievability(memory);
  const answers = app.diary.answers(current).toReversed();
  return (
    <Dialog title="Card info" onClose={onClose}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 text-[15px]">
        <Fact name="State" value={titleCase(cardState(standing, moment))} />
        <Fact name="Starred" value={standing.marks.starred ? 'Yes' : 'No'} />
        <Fact name="Source section" value={studyCard.card.section ?? 'Not given'} />
        <Fact name="Key concepts" value={studyCard.keyConcepts.join(', ') || 'None'} />
        {studyCard.card.critical?.reason && (
          <Fact name="Why it is critical" value={studyCard.card.critical.reason} />
        )}
        {memory.kind !== 'new' && (
          <>
            <Fact name="Stability" value={`${memory.stability.toFixed(1)} days until recall falls to 90 %`} />
            <Fact name="Difficulty" value={`${memory.difficulty.toFixed(1)} of 10`} />
            <Fact
              name="Recall now"
              value={recall === null ? 'Unknown' : `about ${Math.round(recall * 100)} % (estimate)`}
            />
            <Fact name="Answers" value={`${memory.reviews}, forgotten ${memory.lapses} times`} />
            {memory.kind === 'review' && <Fact name="Due" value={printDay(memory.dueDay, moment.day)} />}
          </>
        )}
      </dl>
      {answers.length > 0 && (
        <table className="mt-6 w-full text-left text-[15px]">
          <caption className="pb-1 text-left font-semibold">Answers, newest first</caption>
          <thead className="text-muted">
            <tr>
              <th className="py-1 font-medium">Day</th>
              <th className="py-1 font-medium">Grade</th>
              <th className="py-1 text-right font-medium">Time taken</th>
            </tr>
          </thead>
          <tbody>
            {answers.map((answer) => (
              <tr key={answer.id} className="border-t border-line">
                <td className="py-1.5">{printDay(answer.day, moment.day)}</td>
                <td className="py-1.5">{titleCase(answer.grade)}</td>
                <td className="py-1.5 text-right">{printDuration(answer.tookMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
