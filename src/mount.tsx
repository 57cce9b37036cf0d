import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { App as AppModel } from './state/app.ts';
import { App, preloadScreen } from './ui/App.tsx';

/** Draws the app into the page as soon as the screen of its address is there. */
export async function mount(app: AppModel, root: HTMLElement): Promise<void> {
  // A screen that cannot be fetched is told of by the page around it.
  await preloadScreen().catch(() => undefined);
  createRoot(root).render(
    <StrictMode>
      <App app={app} />
    </StrictMode>,
  );
}
