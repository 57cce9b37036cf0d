/** Moves to the next or the previous point of the checklist on screen. */
export function focusPoint(step: 1 | -1): void {
  const boxes = [...document.querySelectorAll<HTMLElement>('[aria-label="Answer"] fieldset input')];
  const at = boxes.findIndex((box) => box === document.activeElement);
  const next = at < 0 && step < 0 ? boxes.length - 1 : at + step;
  boxes[Math.min(Math.max(next, 0), boxes.length - 1)]?.focus();
}
