import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { App } from '../state/app.ts';
import type { AppState } from '../state/appState.ts';

export const AppContext = createContext<App | null>(null);

/** The app's commands and its diary. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('No app around this component: wrap it in AppContext.');
  return app;
}

/** A part of the app's state; the component renders again when that part changes. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}
