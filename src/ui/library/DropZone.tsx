import { useEffect, useState } from 'react';
import type { TextFile } from '../../state/library.ts';
import { useApp } from '../AppContext.tsx';

function textFiles(transfer: DataTransfer | null): TextFile[] {
  return [...(transfer?.files ?? [])].map((file) => ({ name: file.name, text: () => file.text() }));
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** Decks may be dropped or pasted anywhere on the page. */
export function DropZone() {
  const app = useApp();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const propose = async (files: TextFile[]) => {
      const { libraryCommands } = await import('../../state/library.ts');
      await app.commands(libraryCommands).propose(files);
    };
    window.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), {
      signal,
    });
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setOver(false);
        void propose(textFiles(event.dataTransfer));
      },
      { signal },
    );
    window.addEventListener(
      'paste',
      (event) => {
        if (isField(event.target)) return;
        const files = textFiles(event.clipboardData);
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (files.length > 0) void propose(files);
        else if (text.includes('\n'))
          void propose([{ name: 'Pasted text', text: () => Promise.resolve(text) }]);
      },
      { signal },
    );
    return () => controller.abort();
  }, [app]);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-20 flex items-center justify-center border-4 border-accent bg-paper/90 text-2xl font-semibold">
      Drop decks to import them
    </div>
  );
}
