import { useEffect, useState } from 'react';
import { formatSteps, parseSteps, THEMES } from '../../core/settings.ts';
import { titleCase } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { Link } from '../parts/Link.tsx';
import { FIELD } from '../parts/field.ts';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { useTakeOver } from '../parts/useTakeOver.ts';
import { WholeNumber } from '../parts/WholeNumber.tsx';
import { DataSection } from './DataSection.tsx';
import { DaysOffFields } from './DaysOffFields.tsx';
import { EasyDaysFields } from './EasyDaysFields.tsx';
import { LeechRows } from './LeechRows.tsx';
import { ReviewOrderRow } from './ReviewOrderRow.tsx';
import { CriticalRetentionRow, RetentionRow } from './RetentionRows.tsx';
import { CheckRow } from './CheckRow.tsx';
import { Row } from './Row.tsx';

type NumberName = 'newPerDay' | 'reviewsPerDay' | 'rolloverHour' | 'maximumIntervalDays';
type NumberProps = {
  readonly name: NumberName;
  readonly label: string;
  readonly about: string;
  readonly most: number;
};

function NumberRow({ name, label, about, most }: NumberProps) {
  const app = useApp();
  const value = useAppState((state) => state.settings[name]);
  const least = name === 'maximumIntervalDays' ? 1 : 0;
  return (
    <Row label={label} about={`${about}. ${least} to ${most.toLocaleString('en')}.`}>
      {(ids) => (
        <WholeNumber
          {...ids}
          value={value}
          least={least}
          most={most}
          onChange={(changed) => changed !== null && void app.changeSettings({ [name]: changed })}
        />
      )}
    </Row>
  );
}

type StepsName = 'learningStepsMinutes' | 'relearningStepsMinutes';

function StepsRow({
  name,
  label,
  about,
}: {
  readonly name: StepsName;
  readonly label: string;
  readonly about: string;
}) {
  const app = useApp();
  const value = useAppState((state) => state.settings[name]);
  const [message, setMessage] = useState('');
  const steps = formatSteps(value);
  const box = useTakeOver(steps, ({ value: text }) => {
    const reading = parseSteps(text);
    setMessage(reading.ok ? '' : reading.message);
    if (reading.ok && formatSteps(reading.minutes) !== steps)
      void app.changeSettings({ [name]: reading.minutes });
  });
  return (
    <Row label={label} about={about}>
      {(ids) => (
        <>
          <input {...ids} {...box} className={FIELD} aria-invalid={message !== ''} />
          <p role="alert" className="text-[14px] text-again">
            {message}
          </p>
        </>
      )}
    </Row>
  );
}

type FlagName =
  'fuzz' | 'spaceGradesGood' | 'checklist' | 'typeAnswer' | 'twoButtons' | 'stepReveal' | 'swipes';

function FlagRow({
  name,
  label,
  about,
}: {
  readonly name: FlagName;
  readonly label: string;
  readonly about: string;
}) {
  const app = useApp();
  const value = useAppState((state) => state.settings[name]);
  return (
    <CheckRow
      label={label}
      about={about}
      isOn={value}
      onChange={(isOn) => void app.changeSettings({ [name]: isOn })}
    />
  );
}

function ThemeRow() {
  const app = useApp();
  const value = useAppState((state) => state.settings.theme);
  return (
    <Row label="Theme" about="Follows your system unless you choose.">
      {(ids) => (
        <select
          {...ids}
          className={FIELD}
          value={value}
          onChange={(event) =>
            void app.changeSettings({
              theme: THEMES.find((theme) => theme === event.target.value) ?? 'system',
            })
          }
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {titleCase(theme)}
            </option>
          ))}
        </select>
      )}
    </Row>
  );
}

function AnswerRow() {
  const app = useApp();
  const value = useAppState((state) => state.settings.answerFirst);
  return (
    <CheckRow
      label="Short answer first"
      about="Where a deck carries condensed answers. The other one is always a key away: X."
      isOn={value === 'short'}
      onChange={(isOn) => void app.changeSettings({ answerFirst: isOn ? 'short' : 'full' })}
    />
  );
}

/** How the app schedules and looks, and where the learner's data is. */
export function SettingsPage() {
  const hasFuzz = useAppState((state) => state.settings.fuzz);
  useEffect(() => {
    document.title = 'Settings – Flipside';
  }, []);
  return (
    <Page>
      <h1 className="text-3xl font-semibold tracking-tight">Settings</h1>
      <Section title="Studying">
        <NumberRow name="newPerDay" label="New cards a day" about="Over all decks together" most={9999} />
        <NumberRow name="reviewsPerDay" label="Reviews a day" about="Over all decks together" most={9999} />
        <ReviewOrderRow />
        <FlagRow
          name="spaceGradesGood"
          label="Space and Enter grade Good"
          about="Once the answer is shown. Switched off, they only reveal."
        />
        <AnswerRow />
        <FlagRow
          name="checklist"
          label="Tick off the points of an answer"
          about="What you tick suggests a grade, and what you missed is shown next time. C does it for one card."
        />
        <FlagRow
          name="typeAnswer"
          label="Type the answer"
          about="Key terms are looked for in what you type; nothing leaves this page. T does it for one card."
        />
        <FlagRow
          name="stepReveal"
          label="Reveal lists item by item"
          about="N uncovers the next item or table row."
        />
        <FlagRow name="twoButtons" label="Two grades" about="Again and Good only, on 1 and 3." />
        <FlagRow
          name="swipes"
          label="Swipe to grade"
          about="On a touch screen: right is Good, left is Again, once the answer is shown. A tap shows it."
        />
        <LeechRows />
      </Section>
      <Section
        title="Scheduling"
        about="Changes apply to every card at once: due dates are worked out anew from your answers."
      >
        <RetentionRow />
        <CriticalRetentionRow />
        <StepsRow name="learningStepsMinutes" label="Learning steps" about="For new cards, such as 1m 10m." />
        <StepsRow
          name="relearningStepsMinutes"
          label="Relearning steps"
          about="After a review was forgotten, such as 10m."
        />
        <NumberRow
          name="maximumIntervalDays"
          label="Longest interval in days"
          about="No card waits longer"
          most={36_500}
        />
        <NumberRow
          name="rolloverHour"
          label="Day begins at (hour)"
          about="Studying after midnight still belongs to the day before"
          most={23}
        />
        <FlagRow
          name="fuzz"
          label="Vary intervals a little"
          about="So that cards learned together do not stay together."
        />
        <p className="mt-2">
          <Link href="/tuning" className="inline-block py-3 text-accent underline underline-offset-4">
            Fit FSRS to your memory, or see what another retention would ask of you
          </Link>
        </p>
      </Section>
      <Section
        title="Easier days"
        about={
          hasFuzz
            ? 'Cards keep away from these days as far as varying intervals a little allows. Due dates follow at once.'
            : 'Cards keep away from these days only while intervals may vary a little, which is switched off above.'
        }
      >
        <EasyDaysFields />
        <DaysOffFields />
      </Section>
      <Section title="Look">
        <ThemeRow />
      </Section>
      <DataSection />
    </Page>
  );
}
