import type { JournalRequest } from '../core/journal.ts';
import { serveJournal, type JournalFile, type JournalFolder } from './journalFiles.ts';

/** The worker behind the journal: its files lie in the origin private file system, in the folder `journal`. */
const folder: JournalFolder = {
  async file(name, create) {
    const root = await navigator.storage.getDirectory();
    try {
      const directory = await root.getDirectoryHandle('journal', { create });
      return (await directory.getFileHandle(name, { create })) as FileSystemFileHandle & JournalFile;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return null;
      throw error;
    }
  },
};

const answer = serveJournal(folder);
let last: Promise<void> = Promise.resolve();

/** One request after the other, so that the order of the answers is the order on the disk. */
self.addEventListener('message', (event: MessageEvent<{ id: number; request: JournalRequest }>) => {
  const { id, request } = event.data;
  last = last.then(async () => {
    self.postMessage({ id, reply: await answer(request) });
    if (request.kind === 'rest') self.close();
  });
});
