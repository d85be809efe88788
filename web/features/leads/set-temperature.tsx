import { Button, Popover } from '@mantine/core';
import { IconTemperature } from '@tabler/icons-react';
import { useState } from 'react';
import type { BulkAction } from '../../../src/flow/work/contract.ts';
import { useFormPopover } from '../../lib/form-popover.ts';
import { useT } from '../../lib/i18n.ts';
import { TemperatureForm } from '../../parts/temperature-form.tsx';

type Wish = Extract<BulkAction, { kind: 'set_temperature' | 'end_temperature' }>;

/** Says by hand how warm everybody selected is, or lets the points say it again. */
export function SetTemperatureButton({ onSet }: { onSet: (wish: Wish) => void }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const form = useFormPopover(setOpened);
  const send = (wish: Wish) => {
    setOpened(false);
    onSet(wish);
  };
  return (
    <Popover opened={opened} {...form.popover} width={320} position="top" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconTemperature size={15} stroke={1.75} />}
          onClick={() => setOpened(!opened)}
        >
          {t('leads:bulk.temperature')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('leads:bulk.temperature')} {...form.dropdown}>
        <TemperatureForm
          band={undefined}
          onSet={(wish) => send({ kind: 'set_temperature', ...wish })}
          more={
            <Button variant="default" onClick={() => send({ kind: 'end_temperature' })}>
              {t('parts:temperature.let_points')}
            </Button>
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
}
