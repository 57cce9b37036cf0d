import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { expect, test } from 'vitest';

/** What each folder of src may import: sibling folders by name, packages by package name. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['ts-fsrs'],
  formats: [
    'core',
    'hast',
    'mdast',
    'unified',
    'remark-parse',
    'remark-gfm',
    'remark-rehype',
    'rehype-stringify',
    'react-markdown',
    'hast-util-to-jsx-runtime',
    'valibot',
  ],
  storage: ['core', 'idb', 'idb-keyval'],
  workers: ['core', 'formats'],
  state: ['core', 'formats', 'storage', 'workers', 'zustand', 'hast'],
  ui: ['core', 'state', 'react', 'react-markdown', 'remark-gfm', 'zustand', 'virtual:pwa-register'],
  cli: ['core', 'formats', 'node', 'vite', 'hast'],
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
const inFolders = files.filter((name) => name.includes('/'));
const folderOf = (file: string) => file.split('/')[0] ?? '';
const sources = new Map(files.map((file) => [file, readFileSync(`src/${file}`, 'utf8')]));

function specifiers(file: string): string[] {
  const source = sources.get(file) ?? '';
  return [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'\s]+)'|new URL\('([^'\s]+)'/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

/** Starting a worker is no import: what runs in it is another program. */
function imports(file: string): string[] {
  const source = (sources.get(file) ?? '').replaceAll(/new URL\('[^']+'/g, '');
  return [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'\s]+)'/g)].map((match) => match[1] ?? '');
}

/** `../core/day.ts` seen from `ui/study/StudyPage.tsx` is `core`; `react-dom/client` is `react-dom`. */
function importTarget(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return folderOf(posix.join(dirname(file), specifier));
  if (specifier.startsWith('node:')) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

test.each(inFolders)('%s imports only what its folder may', (file) => {
  const allowed = new Set([folderOf(file), ...(MAY_IMPORT[folderOf(file)] ?? [])]);
  const strangers = specifiers(file)
    .map((specifier) => importTarget(file, specifier))
    .filter((target) => !allowed.has(target));
  expect(strangers).toEqual([]);
});

test.each(inFolders.filter((file) => /^(core|formats)\//.test(file)))(
  '%s reads no clock and rolls no dice',
  (file) => {
    expect(sources.get(file)).not.toMatch(/Date\.now|new Date\(\)|Math\.random|performance\.now|\bcrypto\./);
  },
);

test.each(files)('%s exports by name, from the file that defines it', (file) => {
  expect(sources.get(file)).not.toMatch(/^export default|^export \*/m);
  expect(file).not.toMatch(/(^|\/)(index|utils?|helpers?|common|misc)\.tsx?$/);
});

test.each(files)('%s is short enough to be read in one sitting', (file) => {
  expect((sources.get(file) ?? '').split('\n').length).toBeLessThanOrEqual(300);
});

/** What has to be there before a file runs: no types, and nothing that it fetches later. */
function needs(file: string): string[] {
  const source = sources.get(file) ?? '';
  return [...source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)'/gm)].map((match) =>
    posix.join(dirname(file), match[1] ?? ''),
  );
}

test('a first card waits for no parser, no statistics, no simulation and no screen but its own', () => {
  const reached = new Set(['main.tsx', 'mount.tsx', 'ui/study/StudyPage.tsx']);
  for (const file of reached) for (const needed of needs(file)) reached.add(needed);
  expect(reached).toContain('core/queue.ts');
  const idle =
    /^formats\/|^core\/(optimizer|simulation|stats)\/|^ui\/(browse|data|deck|exam|progress|settings|tuning)\//;
  expect([...reached].filter((file) => idle.test(file))).toEqual([]);
});

test('no import leads back to where it started', () => {
  const edges = new Map(
    files.map((file) => [
      file,
      imports(file)
        .filter((to) => to.startsWith('.'))
        .map((to) => posix.join(dirname(file), to)),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(cycles).toEqual([]);
});
