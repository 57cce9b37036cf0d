import { useEffect, useRef, type FocusEvent } from 'react';

/**
 * Keeps the focus near when the control that has it goes away, as a button does that is replaced by another: the
 * box's first control takes it, where the browser would begin again at the top of the page.
 */
export function useKeptFocus<Box extends HTMLElement>() {
  const ref = useRef<Box>(null);
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    if (!focused.current || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body)
      ref.current?.querySelector<HTMLElement>('button:not(:disabled), input, select')?.focus();
  });
  return {
    ref,
    onFocus: (event: FocusEvent<Box>) => {
      focused.current = event.target;
    },
    onBlur: () => {
      focused.current = null;
    },
  };
}
