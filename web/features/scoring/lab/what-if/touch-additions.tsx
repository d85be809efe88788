import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { WhatIfTouch } from '../../../../../src/flow/scoring/lab/contract.ts';
import { useT } from '../../../../lib/i18n.ts';
import css from '../lab.module.css';

const KINDS = ['page', 'track', 'form'] as const;
const MOST = 100;

type TouchAdditionsProps = { touches: WhatIfTouch[]; onChange: (touches: WhatIfTouch[]) => void };

/** Touches that are imagined: a page seen, an event, a form. */
export function TouchAdditions({ touches, onChange }: TouchAdditionsProps) {
  const t = useT();
  const put = (at: number, touch: WhatIfTouch) => onChange(touches.map((each, index) => (index === at ? touch : each)));
  return (
    <section className={css.fields}>
      <h2 className={css.heading}>{t('lab:what_if.touches')}</h2>
      {touches.map((touch, at) => {
        const page = touch.type === 'page';
        const path = touch.properties.path;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an imagined touch is its place in the list
          <div key={at} className={css.row}>
            <Select
              label={t('lab:what_if.kind')}
              w={150}
              data={KINDS.map((kind) => ({ value: kind, label: t(`lab:what_if.${kind}`) }))}
              value={touch.type}
              allowDeselect={false}
              onChange={(kind) =>
                kind !== null && put(at, { ...touch, type: kind, event: kind === 'page' ? null : (touch.event ?? '') })
              }
            />
            {page ? (
              <TextInput
                label={t('scoring:touch.path')}
                value={typeof path === 'string' ? path : ''}
                onChange={(event) => put(at, { ...touch, properties: { path: event.currentTarget.value } })}
              />
            ) : (
              <TextInput
                label={t('scoring:touch.event')}
                value={touch.event ?? ''}
                maxLength={200}
                onChange={(event) => put(at, { ...touch, event: event.currentTarget.value })}
              />
            )}
            <NumberInput
              label={t('lab:what_if.days_ago')}
              w={110}
              min={0}
              max={3650}
              value={touch.days_ago}
              onChange={(days) => typeof days === 'number' && put(at, { ...touch, days_ago: days })}
            />
            <ActionIcon
              size="lg"
              aria-label={t('lab:what_if.drop_touch', { number: at + 1 })}
              onClick={() => onChange(touches.toSpliced(at, 1))}
            >
              <IconX size={15} stroke={1.75} />
            </ActionIcon>
          </div>
        );
      })}
      {touches.length < MOST && (
        <div>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              onChange([
                ...touches,
                { type: 'page', event: null, channel: 'tracking', properties: { path: '/pricing' }, days_ago: 0 },
              ])
            }
          >
            {t('lab:what_if.add_touch')}
          </Button>
        </div>
      )}
    </section>
  );
}
