import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { type MovableId, type Spot, writePart } from '../parts/spot.ts';
import { type DrawnRow, listSlots, nearestSlot, type OutlineRow, type Slot } from './rows.ts';

/** How far (pixels) a pointer must go before it drags, and how near to an edge the list begins to scroll. */
const BEGIN_PX = 4;
const EDGE_PX = 36;
const SCROLL_PX = 10;

type Dragging = { id: MovableId; slots: Slot[]; from: number; moving: boolean; to: Slot | undefined };

/** Drags the rows of the outline by their handles: which one is on its way, and at which height (pixels) it would be put. */
export function useDragging(
  tree: RefObject<HTMLDivElement | null>,
  rows: readonly OutlineRow[],
  onMove: (id: MovableId, to: Spot) => void,
) {
  const drag = useRef<Dragging>(undefined);
  const [shown, setShown] = useState<{ word: string; line: number }>();
  const heightOf = (clientY: number) => clientY - (tree.current?.getBoundingClientRect().top ?? 0);
  const begin = (id: MovableId, event: PointerEvent<HTMLElement>) => {
    if (tree.current === null || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const drawn = rows.flatMap((row): DrawnRow[] => {
      const element = tree.current?.querySelector<HTMLElement>(`[data-part="${writePart(row.id)}"]`);
      return element == null
        ? []
        : [{ ...row, top: element.offsetTop, bottom: element.offsetTop + element.offsetHeight }];
    });
    drag.current = {
      id,
      slots: listSlots(drawn, id.part),
      from: event.clientY,
      moving: false,
      to: undefined,
    };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (now === undefined || (!now.moving && Math.abs(event.clientY - now.from) < BEGIN_PX)) return;
    now.moving = true;
    now.to = nearestSlot(now.slots, heightOf(event.clientY));
    if (now.to !== undefined) setShown({ word: writePart(now.id), line: now.to.y });
    scrollNear(tree.current, event.clientY);
  };
  const end = (put: boolean) => {
    const now = drag.current;
    drag.current = undefined;
    setShown(undefined);
    if (put && now?.moving && now.to !== undefined) onMove(now.id, now.to.spot);
  };
  return {
    dragged: shown?.word,
    line: shown?.line,
    handleOf: (id: MovableId) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => begin(id, event),
      onPointerMove: move,
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
    }),
  };
}

/** Scrolls what the outline stands in while the pointer is at its edge. */
function scrollNear(tree: HTMLElement | null, clientY: number): void {
  const frame = tree?.closest<HTMLElement>('[data-scrolls]');
  if (frame == null) return;
  const { top, bottom } = frame.getBoundingClientRect();
  if (clientY < top + EDGE_PX) frame.scrollBy(0, -SCROLL_PX);
  else if (clientY > bottom - EDGE_PX) frame.scrollBy(0, SCROLL_PX);
}
