import { useCallback, useEffect, useRef, useState } from 'react';
import { studyDay } from '../../core/day.ts';
import type { Millis } from '../../core/day.ts';
import { counted } from '../../core/words.ts';
import { healthCommands, type Health } from '../../state/health.ts';
import { dataCommands } from '../../state/data.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { printDay } from '../parts/time.ts';
import { BackupFolder } from './BackupFolder.tsx';
import { CheckEverything } from './CheckEverything.tsx';
import { BackupFiles } from './BackupFiles.tsx';

const PERSISTENCE = {
  unasked: 'Not asked yet',
  granted: 'Promised: the browser will not evict your data when space runs low',
  denied: 'Refused: the browser may evict your data when space runs low',
  unsupported: 'This browser makes no such promise',
} as const;

/** How the data fares; looked at anew whenever the diary has grown or `again` is called. */
function useHealth(): { health: Health | null; again: () => void } {
  const app = useApp();
  const revision = useAppState((state) => state.revision);
  const shelf = useAppState((state) => state.shelf);
  const [turn, setTurn] = useState(0);
  const [health, setHealth] = useState<Health | null>(null);
  const lookedIn = useRef(-1);
  useEffect(() => {
    let isCurrent = true;
    const isAsked = lookedIn.current !== turn;
    lookedIn.current = turn;
    void app
      .commands(healthCommands)
      .look(isAsked)
      .then((found) => {
        if (isCurrent) setHealth(found);
      });
    return () => {
      isCurrent = false;
    };
    // The diary is one object that changes inside; `revision` says when. Decks are read anew after a restore.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [app, revision, shelf, turn]);
  return { health, again: useCallback(() => setTurn((before) => before + 1), []) };
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="grid gap-x-6 border-b border-line py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function secondCopy({ secondCopy: copy }: Health): string {
  if (copy === null) return 'None: nothing is kept in this window';
  if (copy.kind === 'current') return 'Complete';
  return copy.kind === 'unknown' ? 'Being looked at' : `Behind: ${copy.reason}`;
}

function Facts({ health }: { readonly health: Health }) {
  const persistence = useAppState((state) => state.persistence);
  const now = useAppState((state) => state.now);
  const rolloverHour = useAppState((state) => state.settings.rolloverHour);
  const dayOf = (at: number) =>
    printDay(studyDay({ ...now, at: at as Millis }, rolloverHour), studyDay(now, rolloverHour));
  const { lastBackup, space, newestAt, unreadable } = health;
  return (
    <dl>
      <Fact
        name="Diary, in the database"
        value={`${counted(health.entries, 'entry', 'entries')}${newestAt === null ? '' : `, the newest of ${dayOf(newestAt)}`}`}
      />
      <Fact name="Second copy, in files" value={secondCopy(health)} />
      <Fact
        name="Third copy, your folder"
        value={
          lastBackup
            ? `${counted(lastBackup.events, 'entry', 'entries')}, written ${dayOf(lastBackup.at)}`
            : 'None yet'
        }
      />
      <Fact name="Kept when space is low" value={PERSISTENCE[persistence]} />
      <Fact
        name="Space used"
        value={space.kind === 'known' ? megabytes(space.usedBytes) : 'The browser does not say'}
      />
      <Fact
        name="Unreadable records"
        value={unreadable.length === 0 ? 'None' : `${unreadable.length}, set aside and never deleted`}
      />
    </dl>
  );
}

/** Where the learner's data is, how it fares, and everything that can be done for it. */
export function DataPage() {
  const app = useApp();
  const persistence = useAppState((state) => state.persistence);
  const { health, again } = useHealth();
  useEffect(() => {
    document.title = 'Your data – Flipside';
  }, []);
  return (
    <Page>
      <h1 className="text-3xl font-semibold tracking-tight">Your data</h1>
      <p className="mt-2 max-w-measure text-muted">
        Every answer is written to disk before the next card appears. Two copies are kept in this browser and,
        if you choose a folder, a third outside it. Browsers can delete a site’s data; then only the copy
        outside helps.
      </p>
      {health && (
        <>
          <Section title="How it fares">
            <Facts health={health} />
            {persistence !== 'granted' && (
              <Button className="mt-4" onClick={() => void app.commands(dataCommands).askToPersist()}>
                Ask the browser to keep it
              </Button>
            )}
          </Section>
          <BackupFolder folder={health.folder} onChange={again} />
          <BackupFiles />
          <CheckEverything onDone={again} />
        </>
      )}
    </Page>
  );
}
