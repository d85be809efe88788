import { Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { CodeBlock } from '../../parts/code-block.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { KeyValue, KeyValues } from '../../parts/key-values.tsx';
import { touchQuery } from './api.ts';
import css from './lead.module.css';

type RawTouchDrawerProps = { personId: number; touchId: number | undefined; onClose: () => void };

/** One touch as it came to the door, with when it happened and when it arrived. */
export function RawTouchDrawer({ personId, touchId, onClose }: RawTouchDrawerProps) {
  const t = useT();
  return (
    <Drawer
      opened={touchId !== undefined}
      onClose={onClose}
      position="right"
      size={520}
      title={t('lead:raw.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {touchId !== undefined && <RawTouch personId={personId} touchId={touchId} />}
    </Drawer>
  );
}

function RawTouch({ personId, touchId }: { personId: number; touchId: number }) {
  const t = useT();
  const formats = useFormats();
  const { data, error, refetch } = useQuery(touchQuery(personId, touchId));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={240} className="pl-late" />;
  return (
    <div className={css.stack}>
      <KeyValues>
        <KeyValue name={t('lead:raw.occurred')}>{formats.dateTime(data.occurred_at)}</KeyValue>
        <KeyValue name={t('lead:raw.received')}>{formats.dateTime(data.received_at)}</KeyValue>
        <KeyValue name={t('lead:raw.source')}>{data.source?.name ?? t('lead:by_hand')}</KeyValue>
        <KeyValue name={t('lead:raw.channel')}>{t(`common:channel.${data.channel as 'form'}`)}</KeyValue>
        <KeyValue name={t('lead:raw.key')}>{data.key}</KeyValue>
      </KeyValues>
      <CodeBlock label={t('lead:raw.as_it_came')} code={indented(data.raw)} />
    </div>
  );
}

/** JSON text with line breaks; anything else as it is. */
function indented(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
