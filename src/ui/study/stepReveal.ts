import { useLayoutEffect, type RefObject } from 'react';

/** What comes one by one: outermost list items and the rows of tables. */
const ITEMS = ':is(li:not(li li), tbody tr)';

function itemsOf(answer: Element): HTMLElement[] {
  return [...answer.querySelectorAll<HTMLElement>(`.prose-card ${ITEMS}`)];
}

/** Covers all but the first `steps` items of an answer; they keep their place, so nothing moves when they come. */
export function useStepReveal(answer: RefObject<HTMLElement | null>, isOn: boolean, steps: number): void {
  useLayoutEffect(() => {
    if (!answer.current) return;
    for (const [index, item] of itemsOf(answer.current).entries()) {
      item.style.visibility = isOn && index >= steps ? 'hidden' : '';
    }
  });
}

/** Whether some item of the answer on screen is still covered. */
export function hasCoveredItems(): boolean {
  const answer = document.querySelector('[aria-label="Answer"]');
  return answer !== null && itemsOf(answer).some((item) => item.style.visibility === 'hidden');
}
