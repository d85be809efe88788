import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { operatorsFor } from '../../../../src/conditions/catalogue.ts';
import type { Condition } from '../../../../src/conditions/format.ts';
import { listFields } from '../../../../src/conditions/walk.ts';
import { useT } from '../../../lib/i18n.ts';
import type { ConditionField } from '../../../parts/conditions/value-kind.ts';
import { PROPERTIES, TOUCH_TEXTS, touchLabel } from '../touch-fields.ts';
import { touchPropertiesQuery } from './api.ts';

/** The fields that a signal's condition may ask about: those of every touch, and the properties that are sent, or that it asks about already. */
export function useTouchChoices(when: Condition): ConditionField[] {
  const t = useT();
  const { data: sent = [] } = useQuery(touchPropertiesQuery);
  return useMemo(() => {
    const asked = listFields(when).filter((field) => field.startsWith(PROPERTIES));
    const properties = new Set([...sent.map((name) => `${PROPERTIES}${name}`), ...asked]);
    return [
      ...TOUCH_TEXTS.map((name): ConditionField => {
        const field = `touch.${name}`;
        const label = touchLabel(field, t) ?? name;
        return { name: field, label, group: t('builder:fields.touch'), type: 'text', operators: operatorsFor('text') };
      }),
      ...[...properties].map(
        (field): ConditionField => ({
          name: field,
          label: field.slice(PROPERTIES.length),
          group: t('builder:fields.property'),
          type: 'open',
          operators: operatorsFor('open'),
        }),
      ),
    ];
  }, [sent, when, t]);
}
