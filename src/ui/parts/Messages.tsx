import { counted } from '../../core/words.ts';
import { useApp, useAppState } from '../AppContext.tsx';
import { usePlace } from '../PlaceContext.tsx';
import { Button } from './Button.tsx';

const MESSAGE =
  'pointer-events-auto flex max-w-page items-center gap-3 rounded-lg border border-line bg-raised px-4 py-1.5 shadow-lg';

/** Offered between sessions only: nothing reloads under a learner who studies. */
function UpdatePrompt() {
  const update = useAppState((state) => state.update);
  const { screen } = usePlace();
  if (!update || screen === 'study') return null;
  return (
    <div
      role="status"
      className="pointer-events-auto flex items-center gap-3 rounded-lg border border-line bg-raised px-4 py-1.5 shadow-lg"
    >
      <p>A new version is ready.</p>
      <Button onClick={update}>Reload</Button>
    </div>
  );
}

/** The diary is smaller than it was: never a new learner, but something to act on. */
function Alarm() {
  const app = useApp();
  const place = usePlace();
  const alarm = useAppState((state) => state.alarm);
  if (alarm.kind === 'ok') return null;
  if (alarm.kind === 'restored') {
    return (
      <div role="status" className={MESSAGE}>
        <p>
          The browser had lost {counted(alarm.events, 'diary entry', 'diary entries')}; the second copy
          brought them back.
        </p>
        <Button look="quiet" onClick={() => app.store.setState({ alarm: { kind: 'ok' } })}>
          Dismiss
        </Button>
      </div>
    );
  }
  const missing = alarm.expected - alarm.found;
  return (
    <div role="alert" className={`${MESSAGE} flex-wrap border-warn`}>
      <p className="grow basis-64">
        <strong className="font-semibold text-warn">
          {counted(missing, 'diary entry is', 'diary entries are')} missing.
        </strong>{' '}
        The browser lost them, and the second copy does not have them. A backup file can bring them back.
      </p>
      <Button onClick={() => place.go('/data')}>Import a backup</Button>
      <Button look="quiet" onClick={() => void app.acceptLoss()}>
        Go on without
      </Button>
    </div>
  );
}

/** What the learner must know: trouble with saving stays until it is over, a notice offers its way back. */
export function Messages() {
  const app = useApp();
  const { screen } = usePlace();
  const trouble = useAppState((state) => state.trouble);
  const warning = useAppState((state) => state.warning);
  const notice = useAppState((state) => state.notice);
  const announcement = useAppState((state) => state.announcement);
  return (
    <>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {/* Where nothing is covered: the grades are at the foot of the study screen, the places at the top of the others. */}
      <div
        className={`pointer-events-none fixed inset-x-0 z-10 flex flex-col items-center gap-2 p-3 ${screen === 'study' ? 'top-0' : 'bottom-0'}`}
      >
        {warning && (
          <div
            role="alert"
            className="pointer-events-auto flex max-w-page flex-wrap items-center gap-3 rounded-lg border border-warn bg-raised px-4 py-2 shadow-lg"
          >
            <p className="grow basis-64">{warning}</p>
            <Button onClick={() => void app.exportEverything()}>Export everything</Button>
          </div>
        )}
        <Alarm />
        {trouble && (
          <div
            role="alert"
            className="pointer-events-auto flex max-w-page flex-wrap items-center gap-3 rounded-lg border border-warn bg-raised px-4 py-2 shadow-lg"
          >
            <p className="grow basis-64">
              <strong className="font-semibold text-warn">Not saved.</strong> {trouble.message}
            </p>
            <Button onClick={() => void app.exportEverything()}>Export everything</Button>
          </div>
        )}
      </div>
      {/* Below, where it hides neither the places of the app nor a heading; while studying the grades are there. */}
      <div className="pointer-events-none fixed inset-x-0 bottom-0 z-10 flex flex-col items-center gap-2 p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <UpdatePrompt />
        {notice && screen !== 'study' && (
          <div
            role="status"
            className="pointer-events-auto flex max-w-page items-center gap-3 rounded-lg border border-line bg-raised px-4 py-1.5 shadow-lg"
          >
            <p className="wrap-anywhere">{notice.text}</p>
            {notice.offer && <Button onClick={() => void notice.offer?.run()}>{notice.offer.label}</Button>}
            {notice.undo && <Button onClick={() => void notice.undo?.()}>Undo</Button>}
            <Button look="quiet" onClick={app.dismissNotice}>
              Dismiss
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
