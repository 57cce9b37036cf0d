import { daysBetween, type StudyDay } from '../../core/day.ts';
import { counted } from '../../core/words.ts';
import type { ExamView } from '../../state/examPlans.ts';
import { Link } from '../parts/Link.tsx';
import { printDaysAhead } from '../parts/time.ts';

function line({ entry, plan }: ExamView, today: StudyDay): string {
  const when = printDaysAhead(daysBetween(today, entry.examDay));
  const part = plan.today.length === 0 ? 'done for today' : `${counted(plan.today.length, 'card')} today`;
  return `${when} · ${part}`;
}

/** The exams to come, each with today's part of it. */
export function ExamLines({
  views,
  today,
}: {
  readonly views: readonly ExamView[];
  readonly today: StudyDay;
}) {
  const coming = views.filter(({ plan }) => plan.phase !== 'over');
  if (coming.length === 0) return null;
  return (
    <ul aria-label="Exams" className="mt-6">
      {coming.map((view) => (
        <li key={view.entry.id} className="text-[15px]">
          <Link href="/exam" className="inline-flex min-h-11 items-center underline underline-offset-4">
            <bdi>{view.entry.name}</bdi>
          </Link>{' '}
          <span className="text-muted">{line(view, today)}</span>
        </li>
      ))}
    </ul>
  );
}
