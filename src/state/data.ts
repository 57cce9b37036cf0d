import { formatDay, studyDay } from '../core/day.ts';
import { writeDeckOptions } from '../core/deckOptions.ts';
import { describeMerge, planMerge } from '../core/merge.ts';
import { readSettings, writeSettings } from '../core/settings.ts';
import type { Contents, Receipt } from '../storage/storage.ts';
import type { WholeContext } from './context.ts';
import type { TextFile } from './library.ts';
import { DECK_OPTIONS_KEY, EXAMS_KEY, HIDDEN_KEY, KNOWN_KEY, SETTINGS_KEY } from './values.ts';

export type DataCommands = {
  /** Everything as one file's text. */
  readonly backupText: () => Promise<string>;
  /** Hands over everything as one file. Works while the disk refuses to write: it reads what the app holds. */
  readonly download: () => Promise<void>;
  /** Reads a backup and shows what taking it in would change; writes nothing. */
  readonly proposeRestore: (file: TextFile) => Promise<void>;
  /** Takes the proposed backup in, all or nothing. */
  readonly restore: () => Promise<void>;
  readonly dismissRestore: () => void;
  /** Asks the browser to keep the data when space runs low. */
  readonly askToPersist: () => Promise<void>;
};

export function dataCommands(context: WholeContext): DataCommands {
  const { store, deps, diary } = context;

  /** What the disk holds or, when it cannot be read, what the app holds. */
  const everything = async (): Promise<Contents> => {
    const { shelf, opened, hidden, known, deckOptions, exams } = store.getState();
    const addedAt = deps.clock().at;
    const held = shelf.decks.flatMap(({ deck: { id }, origin }) =>
      origin === 'imported' ? (opened.get(id) ?? []) : [],
    );
    return deps.storage.readAll().catch(() => ({
      events: [...diary.events()],
      decks: held.map((deck) => ({ deck, addedAt, fileName: null })),
      values: {
        [HIDDEN_KEY]: hidden,
        [KNOWN_KEY]: known,
        [DECK_OPTIONS_KEY]: writeDeckOptions(deckOptions),
        [EXAMS_KEY]: exams,
      },
      unreadable: [],
    }));
  };

  const backupText = async () => {
    const { writeBackup } = await import('../formats/backup.ts');
    return writeBackup({ ...(await everything()), settings: writeSettings(store.getState().settings) });
  };

  /** What the learner did since stays. */
  const takeBack = async (receipt: Receipt) => {
    try {
      await deps.storage.withdraw(receipt);
      await context.readAgain();
      store.setState({
        notice: { text: 'Import taken back. What you did since is still here.', undo: null },
      });
    } catch (error) {
      context.trouble(error);
    }
  };

  return {
    backupText,
    async download() {
      const day = formatDay(studyDay(deps.clock(), 0));
      deps.saveFile(`flipside-${day}.json`, 'application/json', await backupText());
    },
    async proposeRestore(file) {
      const { openBackup } = await import('../formats/backup.ts');
      const opened = openBackup(await file.text());
      if (!opened.ok) {
        store.setState({ restore: { kind: 'refused', fileName: file.name, problems: opened.problems } });
        return;
      }
      const { backup, problems } = opened;
      const plan = planMerge(await everything(), backup);
      const summary = describeMerge(plan);
      store.setState({ restore: { kind: 'planned', fileName: file.name, problems, backup, plan, summary } });
    },
    async restore() {
      const { restore } = store.getState();
      if (restore?.kind !== 'planned') return;
      const { backup, plan } = restore;
      const isNewHere = diary.size === 0;
      const settings = readSettings(backup.settings);
      try {
        const { receipt } = await deps.storage.restore({
          events: plan.newEvents,
          decks: plan.newDecks,
          values: isNewHere ? { ...backup.values, [SETTINGS_KEY]: writeSettings(settings) } : {},
          unreadable: backup.unreadable,
        });
        if (isNewHere) await context.changeSettings(settings);
        for (const event of plan.newEvents) diary.record(event);
        store.setState((state) => ({ revision: state.revision + 1 }));
        await context.loadDecks();
        store.setState({
          restore: null,
          notice: { text: `Backup imported. ${restore.summary}`, undo: receipt && (() => takeBack(receipt)) },
        });
      } catch (error) {
        context.trouble(error);
      }
    },
    dismissRestore: () => store.setState({ restore: null }),
    async askToPersist() {
      store.setState({ persistence: await deps.askToPersist() });
    },
  };
}
