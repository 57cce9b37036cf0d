import { studyDay, type Millis, type StudyDay } from '../../core/day.ts';
import type { GradeOutcome } from '../../core/explain.ts';
import { printStability } from '../../core/explain.ts';
import type { StudyCard } from '../../core/filter.ts';
import type { CourseEntry, RecallCourse } from '../../core/recallCourse.ts';
import { cardState } from '../../core/standing.ts';
import { counted, titleCase } from '../../core/words.ts';
import { explaining } from '../../state/explain.ts';
import { wholeCard } from '../../state/opening.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { printDay, printDuration } from '../parts/time.ts';
import { RecallPlot } from './RecallPlot.tsx';

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid border-b border-line py-1.5 last:border-0">
      <dt className="text-muted">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What each button would do, and why. */
function Outcomes({ outcomes }: { readonly outcomes: readonly GradeOutcome[] }) {
  return (
    <section className="mt-6">
      <h3 className="font-semibold">What each grade would do now</h3>
      <dl className="mt-1 text-[15px]">
        {outcomes.map(({ grade, interval, reason }) => (
          <div key={grade} className="border-b border-line py-2 last:border-0">
            <dt className="flex justify-between gap-4">
              <span className="font-medium">{titleCase(grade)}</span>
              <span className="text-muted">{interval}</span>
            </dt>
            <dd className="text-muted">{reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function said({ event }: CourseEntry, today: StudyDay): string {
  if (event.kind === 'graded') return titleCase(event.grade);
  return event.kind === 'forgotten' ? 'Made new again' : `Due date set to ${printDay(event.dueDay, today)}`;
}

type CourseProps = { readonly course: RecallCourse; readonly now: Millis; readonly today: StudyDay };

function Course({ course, now, today }: CourseProps) {
  return (
    <section className="mt-6">
      <h3 className="font-semibold">Its course so far</h3>
      <RecallPlot course={course} now={now} />
      <ScrollBox label="Answers, table" className="mt-2">
        <table className="w-full text-left text-[15px]">
          <caption className="sr-only">Answers, newest first</caption>
          <thead className="text-muted">
            <tr>
              {['Day', 'Grade', 'Recall then', 'Stability', 'Time taken'].map((column) => (
                <th key={column} scope="col" className="py-1 pr-4 font-medium whitespace-nowrap">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {course.entries.toReversed().map((entry) => (
              <tr key={entry.event.id} className="border-t border-line whitespace-nowrap">
                <td className="py-1.5 pr-4">{printDay(entry.event.day, today)}</td>
                <td className="py-1.5 pr-4">{said(entry, today)}</td>
                <td className="py-1.5 pr-4">
                  {entry.recallBefore === null ? '–' : `${Math.round(entry.recallBefore * 100)} %`}
                </td>
                <td className="py-1.5 pr-4">
                  {entry.after.kind === 'new' ? '–' : printStability(entry.after.stability)}
                </td>
                <td className="py-1.5">
                  {entry.event.kind === 'graded' ? printDuration(entry.event.tookMs) : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

type Props = { readonly study: StudyCard; readonly onClose: () => void };

/** What the app knows of a card: where it stands in memory, what each grade would do and why, and its course so far. */
export function CardInfoDialog({ study, onClose }: Props) {
  const { card, keyConcepts } = study;
  const app = useApp();
  const now = useAppState((state) => state.now);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  const reason = useAppState((state) => wholeCard(state, study)?.critical?.reason);
  const standing = app.diary.standing(card.id);
  const { memory, marks } = standing;
  const moment = { at: now.at, day: studyDay(now, rolloverHour) };
  const recall = app.retrievability(memory);
  const crams = app.diary.crams(card.id);
  const lastCram = crams.at(-1);
  const { course, outcomes } = app.commands(explaining)(card.id);
  return (
    <Dialog title="Card info" onClose={onClose}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 text-[15px]">
        <Fact name="State" value={titleCase(cardState(standing, moment))} />
        {marks.starred && <Fact name="Starred" value="Yes" />}
        {marks.flag !== null && <Fact name="Flag" value={titleCase(marks.flag)} />}
        <Fact name="Source section" value={card.section ?? 'Not given'} />
        <Fact name="Key concepts" value={keyConcepts.join(', ') || 'None'} />
        {reason && <Fact name="Why it is critical" value={reason} />}
        {memory.kind !== 'new' && (
          <>
            <Fact name="Stability" value={`${printStability(memory.stability)} until recall falls to 90 %`} />
            <Fact
              name="Difficulty"
              value={`${memory.difficulty.toFixed(1)}, from 1 (gains fast) to 10 (gains slowly)`}
            />
            <Fact
              name="Recall now"
              value={recall === null ? 'Unknown' : `about ${Math.round(recall * 100)} % (estimate)`}
            />
            <Fact name="Answers" value={`${memory.reviews}, forgotten ${counted(memory.lapses, 'time')}`} />
            {memory.kind === 'review' && <Fact name="Due" value={printDay(memory.dueDay, moment.day)} />}
          </>
        )}
        {lastCram && (
          <Fact
            name="Crammed"
            value={`${counted(crams.length, 'time')}, last ${printDay(lastCram.day, moment.day)}; the schedule takes no notice`}
          />
        )}
      </dl>
      <Outcomes outcomes={outcomes} />
      {course.entries.length > 0 && <Course course={course} now={now.at} today={moment.day} />}
    </Dialog>
  );
}
