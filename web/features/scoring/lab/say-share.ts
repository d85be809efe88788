import { useCallback } from 'react';
import type { Share } from '../../../../src/flow/scoring/lab/contract.ts';
import { useFormats } from '../../../lib/formats.ts';

/** How a share reads with its interval: "12% (8–17%)". */
export function useSayShare(): (share: Share | null) => string {
  const formats = useFormats();
  return useCallback(
    (share) => {
      if (share === null) return '–';
      const { value, low, high } = share;
      return `${formats.percent(value, 1)} (${formats.percent(low, 1)}–${formats.percent(high, 1)})`;
    },
    [formats],
  );
}
