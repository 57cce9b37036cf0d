import { writeSettings, type Settings } from '../core/settings.ts';
import { formatDay, studyDay } from '../core/day.ts';
import type { Context } from './context.ts';
import type { TextFile } from './library.ts';

export type DataCommands = {
  /** Hands over everything as one file. Works while the disk refuses to write: it reads what the app holds. */
  readonly download: () => Promise<void>;
  /** Merges a backup into what is here; the message says what came of it. */
  readonly restore: (file: TextFile) => Promise<void>;
  /** Asks the browser to keep the data when space runs low. */
  readonly askToPersist: () => Promise<void>;
};

type Whole = {
  readonly readDiary: () => Promise<void>;
  readonly useSettings: (settings: Settings) => void;
  readonly loadDecks: () => Promise<void>;
};

export function dataCommands(context: Context, whole: Whole): DataCommands {
  const { store, deps, diary } = context;
  const say = (text: string) => store.setState({ notice: { text, undo: null } });
  return {
    async download() {
      const { writeBackup } = await import('../formats/backup.ts');
      const { settings, decks } = store.getState();
      const now = deps.clock();
      const stored = await deps.storage.readDecks().catch(() => []);
      const imported =
        stored.length > 0
          ? stored
          : decks.flatMap(({ deck, origin }) =>
              origin === 'imported' ? [{ deck, addedAt: now.at, fileName: null }] : [],
            );
      const text = writeBackup({
        events: [...diary.events()],
        decks: imported,
        settings: writeSettings(settings),
      });
      deps.saveFile(`flipside-${formatDay(studyDay(now, 0))}.json`, 'application/json', text);
    },
    async restore(file) {
      const { openBackup } = await import('../formats/backup.ts');
      const opened = openBackup(await file.text());
      if (!opened.ok) {
        say(opened.problems[0]?.message ?? 'This file is not a backup of Flipside.');
        return;
      }
      const before = diary.size;
      try {
        await deps.storage.putDecks(opened.backup.decks, opened.backup.events);
      } catch (error) {
        context.trouble(error);
        return;
      }
      await whole.readDiary();
      await whole.loadDecks();
      say(
        `Restored: ${diary.size - before} entries were new, ${opened.backup.events.length - (diary.size - before)} were here already.`,
      );
    },
    async askToPersist() {
      store.setState({ persistence: await deps.askToPersist() });
    },
  };
}
