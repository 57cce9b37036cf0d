import { readDeckJson } from '../formats/deckJson.ts';
import { parseDeck } from '../formats/markdown.ts';

/** The worker behind `deckReader`: one file in, its reading out. */
self.addEventListener('message', (event: MessageEvent<{ fileName: string; text: string }>) => {
  const { fileName, text } = event.data;
  self.postMessage(/\.json$/i.test(fileName) ? readDeckJson(text) : parseDeck(text));
});
