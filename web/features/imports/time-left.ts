import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';

/** Beyond this many seconds minutes say it better. */
const LONG_S = 90;

/** How long something still takes, in words: "about 40 seconds left", "about 3 minutes left". */
export function useTimeLeft(): (seconds: number) => string {
  const t = useT();
  const { number } = useFormats();
  return (seconds) => {
    const long = seconds >= LONG_S;
    const count = Math.max(1, Math.ceil(long ? seconds / 60 : seconds));
    return t(long ? 'imports:minutes_left' : 'imports:seconds_left', { count, shown: number(count) });
  };
}
