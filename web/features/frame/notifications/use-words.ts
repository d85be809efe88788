import { useMemo } from 'react';
import type { Notification } from '../../../../src/flow/work/notifications/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { toneOfBand } from '../../../parts/band.tsx';

type Words = {
  /** Whom or what it is about. */
  title: string;
  /** What happened. */
  text: string;
  /** What the new score is made of, the largest first. */
  reasons: string[];
};

/** A notification in the user's words. */
export function useNotificationWords(): (notification: Notification) => Words {
  const t = useT();
  const formats = useFormats();
  return useMemo(
    () => (notification) => {
      const { kind, content } = notification;
      if (kind === 'crossed_many') {
        const { up, down } = content;
        const counts = { up: formats.number(up), down: formats.number(down) };
        return { title: t('frame:notifications.many'), text: t('frame:notifications.many_moved', counts), reasons: [] };
      }
      const { to_band, band_name, total } = content;
      const tone = toneOfBand(to_band);
      const band = tone === to_band ? t(`parts:band.${tone}`) : (band_name ?? to_band);
      return {
        title: content.name,
        text: t(content.is_up ? 'frame:notifications.up' : 'frame:notifications.down', {
          band,
          count: Math.abs(total),
          shown: formats.value(total),
        }),
        reasons: content.reasons.map(
          ({ label, points }) => `${formats.signed(points, Number.isInteger(points) ? 0 : 1)} ${label}`,
        ),
      };
    },
    [t, formats],
  );
}
