import { LEECH_ACTIONS, type LeechAction } from '../../core/leech.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { FIELD } from '../parts/field.ts';
import { WholeNumber } from '../parts/WholeNumber.tsx';
import { Row } from './Row.tsx';

const ACTIONS: Readonly<Record<LeechAction, string>> = {
  tell: 'Tell me',
  suspend: 'Suspend the card',
};

/** When a card counts as a leech, and what happens then. */
export function LeechRows() {
  const app = useApp();
  const { leechThreshold, leechAction } = useAppState((state) => state.settings);
  return (
    <>
      <Row
        label="Leech after so many lapses"
        about="A card forgotten this often is better rewritten than reviewed. Up to 99; 0 switches this off."
      >
        {(ids) => (
          <WholeNumber
            {...ids}
            value={leechThreshold}
            least={0}
            most={99}
            onChange={(value) => value !== null && void app.changeSettings({ leechThreshold: value })}
          />
        )}
      </Row>
      {leechThreshold > 0 && (
        <Row label="When a card becomes a leech" about="Browse lists them under State, Leech.">
          {(ids) => (
            <select
              {...ids}
              className={FIELD}
              value={leechAction}
              onChange={(event) => {
                const action = LEECH_ACTIONS.find((one) => one === event.target.value);
                if (action) void app.changeSettings({ leechAction: action });
              }}
            >
              {LEECH_ACTIONS.map((action) => (
                <option key={action} value={action}>
                  {ACTIONS[action]}
                </option>
              ))}
            </select>
          )}
        </Row>
      )}
    </>
  );
}
