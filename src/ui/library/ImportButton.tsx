import { useRef } from 'react';
import { libraryCommands } from '../../state/library.ts';
import { useApp } from '../AppContext.tsx';
import { Button } from '../parts/Button.tsx';

export function ImportButton() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const choose = () => {
    const files = [...(input.current?.files ?? [])];
    void app
      .commands(libraryCommands)
      .propose(files.map((file) => ({ name: file.name, text: () => file.text() })));
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <Button onClick={() => input.current?.click()}>Import a deck</Button>
      <input
        ref={input}
        type="file"
        accept=".md,.markdown,.txt,.json"
        multiple
        hidden
        aria-label="Deck files"
        onChange={choose}
      />
    </>
  );
}
