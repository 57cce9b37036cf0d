import { createElement, useCallback, useEffect, useMemo, useState } from 'react';
import type { CardId } from '../core/deck.ts';
import type { App as AppModel } from '../state/app.ts';
import { currentPath, useLocation, useQuery } from './address.ts';
import { AppContext, useApp, useAppState } from './AppContext.tsx';
import { commandFor, type DialogName, type Place, type Screen } from './commands.ts';
import { belongsToFocus, keyNames } from './keyboard.ts';
import { DropZone } from './library/DropZone.tsx';
import { Boundary } from './parts/Boundary.tsx';
import { Broken } from './parts/Broken.tsx';
import { later } from './parts/later.tsx';
import { Messages } from './parts/Messages.tsx';
import { Page } from './parts/Page.tsx';
import { useSearchable } from './parts/useOpened.ts';
import { whenIdle } from './parts/whenIdle.ts';
import { PlaceContext } from './PlaceContext.tsx';

/** Each screen comes in a file of its own, fetched when first shown or when there is time. */
const LibraryPage = later(() => import('./library/LibraryPage.tsx').then((file) => file.LibraryPage));
const StudyPage = later(() => import('./study/StudyPage.tsx').then((file) => file.StudyPage));
const BrowsePage = later(() => import('./browse/BrowsePage.tsx').then((file) => file.BrowsePage));
const DeckPage = later(() => import('./deck/DeckPage.tsx').then((file) => file.DeckPage));
const SettingsPage = later(() => import('./settings/SettingsPage.tsx').then((file) => file.SettingsPage));
const DataPage = later(() => import('./data/DataPage.tsx').then((file) => file.DataPage));
const ExamPage = later(() => import('./exam/ExamPage.tsx').then((file) => file.ExamPage));
const ProgressPage = later(() => import('./progress/ProgressPage.tsx').then((file) => file.ProgressPage));
const TuningPage = later(() => import('./tuning/TuningPage.tsx').then((file) => file.TuningPage));
const ImportDialog = later(() => import('./library/ImportDialog.tsx').then((file) => file.ImportDialog));
const KeysDialog = later(() => import('./parts/KeysDialog.tsx').then((file) => file.KeysDialog));
const CardInfoDialog = later(() => import('./study/CardInfoDialog.tsx').then((file) => file.CardInfoDialog));
const DueDialog = later(() => import('./study/DueDialog.tsx').then((file) => file.DueDialog));

const SCREENS = new Map([
  ['/', LibraryPage],
  ['/study', StudyPage],
  ['/browse', BrowsePage],
  ['/settings', SettingsPage],
  ['/exam', ExamPage],
  ['/progress', ProgressPage],
  ['/data', DataPage],
  ['/tuning', TuningPage],
]);

const LATER = [...SCREENS.values(), DeckPage, ImportDialog, KeysDialog, CardInfoDialog, DueDialog];

const NO_CARD = '' as CardId;

/** Long enough for the first card to be on screen before anything else is fetched. */
const PRELOAD_AFTER_MS = 1000;

/** Fetches the screen that the address asks for. */
export async function preloadScreen(): Promise<void> {
  await SCREENS.get(currentPath())?.preload();
}

/** Fetches the other screens and dialogs. */
export async function preloadScreens(): Promise<void> {
  await Promise.all(LATER.map((screen) => screen.preload()));
}

/** Fetches the other screens once the first one stands, so that a key press never waits for the network. */
function usePreloading(): void {
  const isReady = useAppState((state) => state.phase === 'ready');
  useEffect(() => {
    if (!isReady) return undefined;
    const timer = setTimeout(() => whenIdle(() => void preloadScreens()), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isReady]);
}

/** The button of a menu that is open; the browser closes it on Escape. */
const OPEN_MENU = '[popovertarget][aria-expanded=true]';

function screenOf(path: string, isFinished: boolean): Screen {
  if (path === '/') return 'library';
  if (path !== '/study') return 'other';
  return isFinished ? 'summary' : 'study';
}

/** The one place that hears keys: it asks the command table what a press means here. */
function useKeyboard(app: AppModel, place: Place, cancelDialog: (() => void) | null): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const names = keyNames(event);
      const isEscape = names.includes('Escape');
      const isTaken =
        event.defaultPrevented ||
        document.querySelector('dialog[open]') !== null ||
        (isEscape && document.querySelector(OPEN_MENU) !== null);
      if (isTaken || belongsToFocus(event.target, names)) return;
      // A dialog that is still on its way hears Escape, and no other key means the screen behind it any more.
      const onTheWay = isEscape ? cancelDialog : undefined;
      const run = cancelDialog ? onTheWay : commandFor(names, app, place)?.run;
      if (!run) return;
      event.preventDefault();
      // A field is left before its screen is, so that what was written in it is taken over.
      if (isEscape && event.target instanceof HTMLElement) event.target.blur();
      void run(app, place);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [app, place, cancelDialog]);
}

function useTheme(): void {
  const theme = useAppState((state) => state.settings.theme);
  useEffect(() => {
    if (theme === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

const DECK = '/deck/';

/** What an address means; what was never encoded means itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether a screen needs what was answered long ago; a session of a lesson's plan does, too. */
function needsAll(path: string, query: string): boolean {
  return path !== '/study' || new URLSearchParams(query).has('plan');
}

/** What asks for cards by more than their ids, decks and standings, or for all of them. */
const BY_OUTLINE = [
  'ahead',
  'cram',
  'exam',
  'plan',
  'difficulty',
  'critical',
  'weight',
  'concept',
  'level',
  'section',
];

/** Whether what is asked for hangs on something of cards whose decks have not been opened. */
function needsOutlines(query: string): boolean {
  const params = new URLSearchParams(query);
  return BY_OUTLINE.some((name) => params.has(name));
}

/** Whether a session is asked for by words in the cards' text. */
function needsText(path: string, query: string): boolean {
  return path === '/study' && new URLSearchParams(query).has('q');
}

/** The screen at a path, once there is what it needs; an unknown one leads to the library. */
function CurrentScreen({ path }: { readonly path: string }) {
  const app = useApp();
  const phase = useAppState((state) => state.phase);
  const query = useQuery();
  const isReading = useSearchable(phase !== 'loading' && needsText(path, query));
  const isShelfWhole = useAppState(({ shelf }) => shelf.isWhole);
  const isWaiting = (needsAll(path, query) && phase !== 'ready') || (needsOutlines(query) && !isShelfWhole);
  useEffect(() => {
    if (isWaiting && phase === 'begun') void app.complete();
  }, [app, isWaiting, phase]);
  if (isWaiting || isReading) return path === '/study' ? null : <Page>{null}</Page>;
  if (path.startsWith(DECK)) return <DeckPage id={decoded(path.slice(DECK.length))} />;
  return createElement(SCREENS.get(path) ?? LibraryPage);
}

function Screens() {
  const app = useApp();
  const [path, go] = useLocation();
  const isImporting = useAppState((state) => state.plan !== null);
  const isFinished = useAppState((state) => state.study !== null && state.study.session.current === null);
  const isReady = useAppState((state) => state.phase === 'ready');
  const current = useAppState(({ study, shelf }) => shelf.find(study?.session.current ?? NO_CARD));
  const [opened, setOpened] = useState<{ dialog: DialogName; path: string } | null>(null);
  const isShown = opened?.path === path && (opened.dialog === 'keys' || current !== undefined);
  const dialog = isShown ? opened.dialog : null;
  const openDialog = useCallback((name: DialogName) => setOpened({ dialog: name, path }), [path]);
  const closeDialog = useCallback(() => setOpened(null), []);
  const screen = screenOf(path, isFinished);
  const place = useMemo<Place>(() => ({ screen, go, openDialog }), [screen, go, openDialog]);
  // Each new address is a going elsewhere.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => app.leaveNotice(), [app, path]);
  useKeyboard(app, place, dialog === null ? null : closeDialog);
  useTheme();
  usePreloading();
  return (
    <PlaceContext value={place}>
      <Boundary resetKey={path} fallback={(error) => <Broken error={error} />}>
        <CurrentScreen path={path} />
        {dialog === 'keys' && <KeysDialog onClose={closeDialog} />}
        {dialog === 'card' && current && isReady && <CardInfoDialog study={current} onClose={closeDialog} />}
        {dialog === 'due' && current && (
          <DueDialog onClose={closeDialog} onChoose={(days) => void app.study.setDue(days)} />
        )}
        {isImporting && <ImportDialog />}
        <DropZone />
        <Messages />
      </Boundary>
    </PlaceContext>
  );
}

/** The whole page around an app. */
export function App({ app }: { readonly app: AppModel }) {
  return (
    <AppContext value={app}>
      <Screens />
    </AppContext>
  );
}
