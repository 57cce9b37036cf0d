import { readDeckFile } from '../formats/deckFile.ts';

/** The worker behind `deckReader`: one file in, its reading out. */
self.addEventListener('message', (event: MessageEvent<{ fileName: string; text: string }>) => {
  const { fileName, text } = event.data;
  self.postMessage(readDeckFile(fileName, text));
});
