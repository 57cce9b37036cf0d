import { useApp } from '../AppContext.tsx';
import { Button } from './Button.tsx';

/** Shown instead of a white page when a screen fails; the data is safe and can be taken along. */
export function Broken({ error }: { readonly error: Error }) {
  const app = useApp();
  return (
    <main role="alert" className="mx-auto max-w-measure space-y-4 px-5 py-16">
      <h1 className="text-2xl font-semibold">This screen could not be shown</h1>
      <p>
        Your answers are safe: each one was saved before the next card appeared. Reload the page to go on.
      </p>
      <p className="font-mono text-[14px] text-muted">{error.message}</p>
      <div className="flex gap-3">
        <Button look="primary" onClick={() => location.reload()}>
          Reload
        </Button>
        <Button onClick={() => void app.data.download()}>Export everything</Button>
      </div>
    </main>
  );
}
