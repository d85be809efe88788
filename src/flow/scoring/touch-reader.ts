import type { Read } from '../../conditions/evaluate.ts';

/** A touch as conditions on `touch.*` read it; `source` is the source's key. */
export type ReadableTouch = {
  channel: string;
  type: string;
  event: string | null;
  source: string | undefined;
  properties: Record<string, unknown>;
};

/** Reads `touch.<key>`: the touch's own columns, else its property of that name; `touch.properties.<key>` the property alone. */
export function touchReader(touch: ReadableTouch): Read {
  return (field) => {
    if (field.startsWith('touch.properties.')) return touch.properties[field.slice('touch.properties.'.length)];
    switch (field) {
      case 'touch.type':
        return touch.type;
      case 'touch.event':
        return touch.event;
      case 'touch.channel':
        return touch.channel;
      case 'touch.source':
        return touch.source;
      default:
        return touch.properties[field.slice('touch.'.length)];
    }
  };
}
