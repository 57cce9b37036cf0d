import { useLayoutEffect, useRef, useState } from 'react';

/** What a chart is drawn for until the page knows better. */
const USUAL_WIDTH = 640;

/** The width in pixels that an element has, so that a drawing fills it and its letters keep their size. */
export function useWidth<Box extends HTMLElement>() {
  const box = useRef<Box>(null);
  const [width, setWidth] = useState(USUAL_WIDTH);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !('ResizeObserver' in window)) return undefined;
    const measure = () => setWidth(Math.max(200, Math.floor(element.clientWidth || USUAL_WIDTH)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}
