import { useEffect, useRef, type FocusEvent, type KeyboardEvent } from 'react';

/**
 * What a box needs whose text is taken over when it is left or Enter is pressed, not letter by letter; it shows `text`
 * anew when that was changed elsewhere.
 */
export function useTakeOver(text: string, take: (box: HTMLInputElement) => void) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.value = text;
  }, [text]);
  return {
    ref,
    defaultValue: text,
    onBlur: ({ currentTarget }: FocusEvent<HTMLInputElement>) => take(currentTarget),
    onKeyDown: ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
      if (key === 'Enter') take(currentTarget);
    },
  };
}
