import { isBackupDue, type LastBackup } from '../core/backupThinning.ts';
import { createDiary } from '../core/diary.ts';
import { sameData } from '../core/sameData.ts';
import type { UnreadableRecord } from '../core/unreadable.ts';
import type { FolderBackup, FolderState } from '../storage/folderBackup.ts';
import type { SecondCopy } from '../storage/copies.ts';
import type { Space } from '../storage/persistence.ts';
import type { WholeContext } from './context.ts';
import { dataCommands } from './data.ts';

export type { FolderState };

/** How the learner's data fares, as last looked at. */
export type Health = {
  readonly entries: number;
  /** When the newest entry was made, in milliseconds since the epoch; `null` for an empty diary. */
  readonly newestAt: number | null;
  readonly secondCopy: SecondCopy | null;
  readonly folder: FolderState;
  readonly lastBackup: LastBackup | null;
  readonly space: Space;
  readonly unreadable: readonly UnreadableRecord[];
};

/** What checking everything came to. */
export type CheckResult = {
  readonly entries: number;
  readonly cards: number;
  /** Cards whose memory in the app differed from the one rebuilt from the diary on disk; the rebuilt one counts. */
  readonly differing: number;
  readonly returned: number;
  readonly missing: number;
  readonly unreadable: number;
};

export type HealthCommands = {
  /** Looks through the whole diary on disk only when it has not done so yet or `isAfresh` is set. */
  readonly look: (isAfresh?: boolean) => Promise<Health>;
  /** Compares the copies, rebuilds all memory from the diary on disk and compares it with what the app shows. */
  readonly check: () => Promise<CheckResult>;
  readonly chooseFolder: () => Promise<void>;
  readonly allowFolder: () => Promise<void>;
  readonly forgetFolder: () => Promise<void>;
  readonly backUp: () => Promise<void>;
  /** Backs up by itself when a folder is ready, something is new and the last backup is 30 minutes old, as Anki does. */
  readonly backUpIfDue: () => Promise<void>;
};

const NO_FOLDER: FolderState = { kind: 'unsupported' };

export function healthCommands(context: WholeContext): HealthCommands {
  const { deps, diary, store } = context;
  const { guard, storage } = deps;
  const data = dataCommands(context);
  const openFolder = async () => (await deps.folder?.()) ?? null;
  const say = (text: string) => store.setState({ notice: { text, undo: null } });

  let setAside: Promise<Health['unreadable']> | null = null;
  // Unreadable records come and go with a restore and its undo, which read the decks anew.
  store.subscribe(({ shelf }, before) => {
    if (shelf !== before.shelf) setAside = null;
  });

  const backUp = async (to: FolderBackup) => {
    const written = await to.write(await data.backupText(), diary.size, deps.clock());
    if (written.kind === 'failed') context.trouble(new Error(written.message));
    return written;
  };

  return {
    async look(isAfresh = false) {
      if (isAfresh) setAside = null;
      setAside ??= storage.readUnreadable().catch((error: unknown) => {
        setAside = null;
        throw error;
      });
      const unreadable = await setAside;
      const folder = await openFolder();
      let newestAt: number | null = null;
      for (const { at } of diary.events()) newestAt = Math.max(at, newestAt ?? at);
      return {
        entries: diary.size,
        newestAt,
        secondCopy: guard?.secondCopy() ?? null,
        folder: (await folder?.state()) ?? NO_FOLDER,
        lastBackup: (await folder?.last()) ?? null,
        space: await deps.readSpace(),
        unreadable,
      };
    },
    async check() {
      const alarm = (await guard?.checkCopies()) ?? { kind: 'ok' };
      const { events, unreadable } = await storage.readAll();
      const rebuilt = createDiary(context.scheduler(), events);
      const cards = [...rebuilt.cards()];
      const differing = cards.filter(
        (card) => !sameData(rebuilt.standing(card), diary.standing(card)),
      ).length;
      for (const event of events) diary.record(event);
      store.setState((state) => ({ revision: state.revision + 1, alarm }));
      return {
        entries: rebuilt.size,
        cards: cards.length,
        differing,
        returned: alarm.kind === 'restored' ? alarm.events : alarm.kind === 'missing' ? alarm.restored : 0,
        missing: alarm.kind === 'missing' ? alarm.expected - alarm.found : 0,
        unreadable: unreadable.length,
      };
    },
    async chooseFolder() {
      const folder = await openFolder();
      if ((await folder?.choose())?.kind === 'ready' && folder) await backUp(folder);
    },
    async allowFolder() {
      await (await openFolder())?.allow();
    },
    async forgetFolder() {
      await (await openFolder())?.forget();
    },
    async backUp() {
      const folder = await openFolder();
      const written = folder && (await backUp(folder));
      if (written?.kind === 'written') say(`Backed up to ${written.name}, and read back.`);
    },
    async backUpIfDue() {
      const folder = await openFolder();
      if (!folder || (await folder.state()).kind !== 'ready') return;
      if (isBackupDue(await folder.last(), diary.size, deps.clock())) await backUp(folder);
    },
  };
}
