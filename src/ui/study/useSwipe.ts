import { useRef, type PointerEvent } from 'react';

/** What a finger asked for. */
export type Touch = 'tap' | 'right' | 'left';

/** A finger that went this far sideways meant it, in CSS pixels. */
const FAR = 72;
/** A finger that stayed within this was a tap. */
const NEAR = 10;
const TAP_MS = 400;

/** What a tap means something else to, and what a swipe does. */
const TAPPED = 'a, button, summary, label';
const DRAGGED = 'input, textarea, select';

type Start = {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly at: number;
  readonly isTap: boolean;
};

/** Whether an element inside the card scrolls sideways itself; its swipes are its own. */
function scrollsSideways(target: Element): boolean {
  const box = target.closest('.scroll-box');
  return box !== null && box.scrollWidth > box.clientWidth;
}

function touchOf(start: Start, event: PointerEvent): Touch | null {
  const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
  if (Math.abs(dx) < NEAR && Math.abs(dy) < NEAR)
    return start.isTap && event.timeStamp - start.at < TAP_MS ? 'tap' : null;
  if (Math.abs(dx) < FAR || Math.abs(dx) < 2 * Math.abs(dy)) return null;
  return dx > 0 ? 'right' : 'left';
}

const follow = (element: HTMLElement, dx: number) => {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.style.transform = dx === 0 || isStill ? '' : `translateX(${Math.max(-24, Math.min(24, dx / 4))}px)`;
};

/**
 * Taps and sideways swipes of a finger; the mouse is left alone and so is scrolling, for which the browser takes the
 * pointer back. The card follows the finger a little, not under reduced motion.
 */
export function useSwipe(onTouch: (touch: Touch) => void) {
  const start = useRef<Start | null>(null);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const { target, pointerType, isPrimary } = event;
      const isOurs = target instanceof Element && !target.closest(DRAGGED) && !scrollsSideways(target);
      start.current =
        pointerType === 'touch' && isPrimary && isOurs
          ? {
              id: event.pointerId,
              x: event.clientX,
              y: event.clientY,
              at: event.timeStamp,
              isTap: target.closest(TAPPED) === null,
            }
          : null;
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (start.current?.id !== event.pointerId) return;
      const [dx, dy] = [event.clientX - start.current.x, event.clientY - start.current.y];
      if (Math.abs(dx) > 2 * Math.abs(dy)) follow(event.currentTarget, dx);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      follow(event.currentTarget, 0);
      const touch = start.current?.id === event.pointerId ? touchOf(start.current, event) : null;
      start.current = null;
      if (touch) onTouch(touch);
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      follow(event.currentTarget, 0);
      start.current = null;
    },
  };
}
