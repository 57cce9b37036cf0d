import { useState } from 'react';
import { useApp, useAppState } from '../AppContext.tsx';
import { FIELD } from '../parts/field.ts';
import { Row } from './Row.tsx';

/** How likely a card shall be recalled when it comes due. */
export function RetentionRow() {
  const app = useApp();
  const value = useAppState((state) => state.settings.desiredRetention);
  const [draft, setDraft] = useState<number | null>(null);
  const shown = draft ?? value;
  const take = () => {
    setDraft(null);
    if (shown !== value) void app.changeSettings({ desiredRetention: shown });
  };
  return (
    <Row
      label="Desired retention"
      about="The chance of recall at which a card comes due. Higher means more reviews; 90 % suits most."
    >
      {(ids) => (
        <div className="flex items-center gap-3">
          <input
            {...ids}
            type="range"
            min={0.7}
            max={0.97}
            step={0.01}
            value={shown}
            className="h-11 grow accent-accent"
            onChange={(event) => setDraft(event.target.valueAsNumber)}
            onPointerUp={take}
            onBlur={take}
          />
          <output htmlFor={ids.id} className="min-w-12 text-right">
            {Math.round(shown * 100)} %
          </output>
        </div>
      )}
    </Row>
  );
}

/** Offered in steps, as a slider would move the cards with each of them. */
const CRITICAL_RETENTIONS = [0.85, 0.9, 0.93, 0.95, 0.97] as const;

/** The same for cards that several key concepts share. */
export function CriticalRetentionRow() {
  const app = useApp();
  const value = useAppState((state) => state.settings.criticalRetention);
  return (
    <Row
      label="Critical cards"
      about="Cards that two or more key concepts share may be kept better known than the others."
    >
      {(ids) => (
        <select
          {...ids}
          className={FIELD}
          value={value ?? ''}
          onChange={(event) =>
            void app.changeSettings({
              criticalRetention: event.target.value === '' ? null : Number(event.target.value),
            })
          }
        >
          <option value="">As the others</option>
          {CRITICAL_RETENTIONS.map((retention) => (
            <option key={retention} value={retention}>
              {Math.round(retention * 100)} %
            </option>
          ))}
        </select>
      )}
    </Row>
  );
}
