import { expect, test } from 'vitest';
import { startChunks } from '../../src/cli/startChunks.ts';

/** `start` needs `diary`, both need `day`, and `circle` needs itself through `screens`. */
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  start: ['diary'],
  diary: ['day'],
  screens: ['react', 'day', 'circle'],
  circle: ['screens'],
  settingsPage: ['day', 'form'],
};
const graph = {
  getModuleInfo: (id: string) => ({ importedIds: IMPORTS[id] ?? [] }),
};

function fileOf(id: string): string | undefined {
  return startChunks({ first: 'start', second: 'screens' })
    .toSorted((a, b) => b.priority - a.priority)
    .map(({ name }) => name(id, graph))
    .find((name) => name !== null);
}

test('a module goes into the file of the first entry that needs it at once', () => {
  expect(['start', 'diary', 'day'].map(fileOf)).toEqual(['first', 'first', 'first']);
  expect(['screens', 'react', 'circle'].map(fileOf)).toEqual(['second', 'second', 'second']);
});

test('what only a later screen needs is left to that screen', () => {
  expect(['settingsPage', 'form'].map(fileOf)).toEqual([undefined, undefined]);
});
