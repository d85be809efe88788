import { Button, Group, Popover, Select, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldType } from '../../../src/conditions/catalogue.ts';
import { fieldLabel, shownField } from '../../lib/fields.ts';
import { useFormPopover } from '../../lib/form-popover.ts';
import { useT } from '../../lib/i18n.ts';
import { fieldsQuery } from '../../lib/vocabulary.ts';
import { FieldInput, type FieldInputValue } from '../../parts/field-input.tsx';

type SetFieldButtonProps = { onSet: (key: string, value: FieldInputValue, label: string) => void };

/** Sets one field of everybody selected, or empties it. */
export function SetFieldButton({ onSet }: SetFieldButtonProps) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const form = useFormPopover(setOpened);
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState<FieldInputValue>(null);
  const { data: fields = [] } = useQuery(fieldsQuery);
  const editable = fields.filter((field) => field.editable && field.group === 'person');
  const field = editable.find((each) => each.name === name);
  return (
    <Popover opened={opened} {...form.popover} width={300} position="top" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconPencil size={15} stroke={1.75} />}
          onClick={() => setOpened(!opened)}
        >
          {t('leads:bulk.set_field')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('leads:bulk.set_field')} {...form.dropdown}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (field === undefined) return;
            setOpened(false);
            onSet(field.name.replace(/^person\./, ''), value, fieldLabel(field));
          }}
        >
          <Stack gap="sm">
            <Select
              label={t('leads:bulk.field')}
              data={editable.map((each) => ({ value: each.name, label: fieldLabel(each) }))}
              value={name}
              onChange={(next) => {
                setName(next);
                setValue(null);
              }}
              searchable
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
            />
            {field !== undefined && (
              <FieldInput
                label={t('leads:bulk.value')}
                type={field.type as FieldType}
                field={shownField(field)}
                value={value}
                onChange={setValue}
              />
            )}
            <Group justify="flex-end">
              <Button type="submit" size="xs" disabled={field === undefined}>
                {t(value === null || value === '' ? 'leads:bulk.empty_field' : 'leads:bulk.apply')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
