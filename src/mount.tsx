import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { App as AppModel } from './state/app.ts';
import { App } from './ui/App.tsx';

/** Draws the app into the page. */
export function mount(app: AppModel, root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <App app={app} />
    </StrictMode>,
  );
}
