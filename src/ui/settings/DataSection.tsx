import { counted } from '../../core/words.ts';
import { dataCommands } from '../../state/data.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Link } from '../parts/Link.tsx';
import { Section } from '../parts/Section.tsx';

/** The way to the learner's data, and the one thing that everybody should do with it. */
export function DataSection() {
  const app = useApp();
  useAppState((state) => state.revision);
  return (
    <Section
      title="Your data"
      about="Everything stays in this browser. Clearing site data deletes it, so keep a copy outside."
    >
      <p>{counted(app.diary.size, 'entry', 'entries')} in your diary.</p>
      <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-3">
        <Button onClick={() => void app.commands(dataCommands).download()}>Export everything</Button>
        <Link href="/data" className="py-3 text-accent underline underline-offset-4">
          Copies, backups and checks
        </Link>
      </div>
    </Section>
  );
}
