/** Where one was in a list: how far it was scrolled and which row was the current one. */
export type Place = { top: number; active: number };

const KEY = 'plumb-places';
const KEPT = 30;

function readAll(): [string, Place][] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as [string, Place][];
  } catch {
    return [];
  }
}

const places = new Map<string, Place>(readAll());

/** Where one was in the list of that name, in this tab. */
export function placeIn(list: string): Place | undefined {
  return places.get(list);
}

/** Remembers where one is, for coming back; the newest thirty lists are kept, across a reload too. */
export function keepPlace(list: string, place: Place): void {
  places.delete(list);
  places.set(list, place);
  for (const oldest of places.keys()) {
    if (places.size <= KEPT) break;
    places.delete(oldest);
  }
}

addEventListener('pagehide', () => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...places]));
  } catch {
    // Without storage a place lasts as long as the page.
  }
});
