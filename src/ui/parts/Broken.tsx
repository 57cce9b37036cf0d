import { useApp } from '../AppContext.tsx';
import { Button } from './Button.tsx';

/** What Chromium, Firefox and Safari say of a file that a deploy has taken away. */
const LOST_FILE = /dynamically imported module|importing a module script|error loading/i;

/** Shown instead of a white page when a screen fails; the data is safe and can be taken along. */
export function Broken({ error }: { readonly error: Error }) {
  const app = useApp();
  const isOutdated = LOST_FILE.test(error.message);
  return (
    <main role="alert" className="mx-auto max-w-measure space-y-4 px-5 py-16">
      <h1 className="text-2xl font-semibold">This screen could not be shown</h1>
      <p>
        {isOutdated && 'A newer version of Flipside has taken the place of this one. '}
        Your answers are safe: each one was saved before the next card appeared. Reload the page to go on.
      </p>
      <p className="font-mono text-[14px] text-muted">{error.message}</p>
      <div className="flex gap-3">
        <Button look="primary" onClick={() => location.reload()}>
          Reload
        </Button>
        <Button onClick={() => void app.exportEverything()}>Export everything</Button>
      </div>
    </main>
  );
}
