import { REVIEW_ORDERS, type ReviewOrder } from '../../core/queue.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { FIELD } from '../parts/field.ts';
import { Row } from './Row.tsx';

/** The figures are those of the simulation that `ReviewOrder` names: study time per card remembered. */
const ORDERS: Readonly<Record<ReviewOrder, { readonly label: string; readonly about: string }>> = {
  retrievability: {
    label: 'Best known first',
    about:
      'In one simulation the least time per card remembered (1.45, at random 1.65), but fewer cards remembered in all: what is long forgotten waits longest.',
  },
  relativeOverdueness: {
    label: 'Longest overdue first',
    about:
      'Overdue for its interval, that is. In the same simulation a like order took more time per card remembered (1.56) and left more cards remembered in all.',
  },
  criticalWeight: {
    label: 'Key concepts first',
    about:
      'Cards that touch the most concepts of their deck’s critical knowledge, among equals the best known. What this does to memory was not measured.',
  },
  random: {
    label: 'Random',
    about: 'The plainest choice; it took 1.65 per card remembered in the simulation of the other orders.',
  },
  deck: {
    label: 'Deck by deck',
    about: 'As the authors arranged them, without mixing decks. What this does to memory was not measured.',
  },
};

/** Which due cards come first, and what is known about each choice. */
export function ReviewOrderRow() {
  const app = useApp();
  const value = useAppState((state) => state.settings.reviewOrder);
  return (
    <Row label="Review order" about={`Matters on days with more due than you study. ${ORDERS[value].about}`}>
      {(ids) => (
        <select
          {...ids}
          className={FIELD}
          value={value}
          onChange={(event) => {
            const reviewOrder = REVIEW_ORDERS.find((order) => order === event.target.value);
            if (reviewOrder) void app.changeSettings({ reviewOrder });
          }}
        >
          {REVIEW_ORDERS.map((order) => (
            <option key={order} value={order}>
              {ORDERS[order].label}
            </option>
          ))}
        </select>
      )}
    </Row>
  );
}
