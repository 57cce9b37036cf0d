// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { joinTabs, type TabNews, type Tabs } from '../../src/storage/tabs.ts';

const joined: Tabs[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  for (const tabs of joined.splice(0)) tabs.close();
});

function join(name: string): { readonly tabs: Tabs; readonly heard: TabNews[] } {
  const heard: TabNews[] = [];
  const tabs = joinTabs(name, (news) => heard.push(news));
  joined.push(tabs);
  return { tabs, heard };
}

function pageEvent(type: string, persisted: boolean): void {
  window.dispatchEvent(Object.assign(new Event(type), { persisted }));
}

/** A tab that is not in this window and so does not hear its page events. */
function elsewhere(name: string): BroadcastChannel {
  const channel = new BroadcastChannel(name);
  joined.push({ tell: () => {}, close: () => channel.close() });
  return channel;
}

test('news reach the other tabs and not the one that tells them', async () => {
  const [one, two] = [join('news'), join('news')];
  one.tabs.tell({ kind: 'value', key: 'settings' });
  await expect.poll(() => two.heard).toEqual([{ kind: 'value', key: 'settings' }]);
  expect(one.heard).toEqual([]);
});

test('what is no news of ours is not passed on', async () => {
  const { heard } = join('junk');
  const other = elsewhere('junk');
  for (const message of [
    null,
    'events',
    { kind: 'closed', reason: 'x' },
    { kind: 'value' },
    { kind: 'decks' },
  ]) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
    other.postMessage(message);
  }
  await expect.poll(() => heard).toEqual([{ kind: 'decks' }]);
});

test('a page on its way to the back/forward cache leaves the line, and reads everything again when it is back', async () => {
  const open = new Set<unknown>();
  const Original = BroadcastChannel;
  vi.stubGlobal(
    'BroadcastChannel',
    class extends Original {
      constructor(name: string) {
        super(name);
        open.add(this);
      }
      override close() {
        open.delete(this);
        super.close();
      }
    },
  );
  const { heard } = join('cache');
  expect(open.size).toBe(1);
  pageEvent('pagehide', true);
  expect(open.size).toBe(0);
  pageEvent('pageshow', true);
  expect(open.size).toBe(1);
  expect(heard).toEqual([{ kind: 'events' }, { kind: 'decks' }]);
});

test('a page that is shown for the first time has missed nothing', () => {
  const { heard } = join('first');
  pageEvent('pageshow', false);
  expect(heard).toEqual([]);
});

test('a tab that left for good neither hears nor comes back', async () => {
  const gone = join('gone');
  const { heard } = join('gone');
  gone.tabs.close();
  pageEvent('pageshow', true);
  gone.tabs.tell({ kind: 'events' });
  elsewhere('gone');
  expect(gone.heard).toEqual([]);
  expect(heard).toEqual([{ kind: 'events' }, { kind: 'decks' }]);
});

test('a browser without such a line goes without', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const { tabs } = join('none');
  expect(() => tabs.tell({ kind: 'events' })).not.toThrow();
});
