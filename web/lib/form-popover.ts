import { useRef } from 'react';

/**
 * What a popover that holds inputs needs, for the popover and for its dropdown: a press in a list that one of the inputs has
 * opened is a press inside, although the list stands elsewhere in the document.
 */
export function useFormPopover(onOpened: (opened: boolean) => void) {
  const inside = useRef(false);
  // React hears the press along its own tree, before the document tells the popover that it was outside.
  const notice = () => {
    inside.current = true;
    setTimeout(() => {
      inside.current = false;
    });
  };
  return {
    popover: {
      onChange: (opened: boolean) => {
        if (opened || !inside.current) onOpened(opened);
      },
    },
    dropdown: { onMouseDownCapture: notice, onTouchStartCapture: notice },
  };
}
