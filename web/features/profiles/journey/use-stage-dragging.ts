import { type PointerEvent, type RefObject, useRef, useState } from 'react';

/** How far (pixels) a pointer must go before it drags. */
const BEGIN_PX = 4;

type Dragging = { key: string; x: number; y: number; moving: boolean };

/**
 * Drags the items of a list by their handles, side by side or below each other: which one is on its way, and the place of the one
 * that it would take.
 */
export function useStageDragging(list: RefObject<HTMLOListElement | null>, onMove: (key: string, to: number) => void) {
  const drag = useRef<Dragging>(undefined);
  const [shown, setShown] = useState<{ key: string; to: number }>();
  const nearest = (x: number, y: number): number => {
    const distances = [...(list.current?.children ?? [])].map((item) => {
      const { left, right, top, bottom } = item.getBoundingClientRect();
      return Math.hypot(x - (left + right) / 2, Math.max(top - y, 0, y - bottom));
    });
    return distances.indexOf(Math.min(...distances));
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (now === undefined) return;
    if (!now.moving && Math.hypot(event.clientX - now.x, event.clientY - now.y) < BEGIN_PX) return;
    now.moving = true;
    setShown({ key: now.key, to: nearest(event.clientX, event.clientY) });
  };
  const end = (put: boolean) => {
    const now = drag.current;
    drag.current = undefined;
    setShown(undefined);
    if (put && now?.moving && shown !== undefined) onMove(now.key, shown.to);
  };
  return {
    dragged: shown?.key,
    to: shown?.to,
    handleOf: (key: string) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { key, x: event.clientX, y: event.clientY, moving: false };
      },
      onPointerMove: move,
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
    }),
  };
}
