import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import type { CourseAnswer } from '../../../../src/flow/work/card/contract.ts';
import { fieldLabel } from '../../../lib/fields.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { fieldsQuery } from '../../../lib/vocabulary.ts';
import type { CourseMark } from '../../../parts/course-time.tsx';
import { sayCourseMarks } from './course-marks.ts';

/** What moved a score, in the user's language, with the workspace's names of fields. */
export function useCourseMarks(course: z.infer<typeof CourseAnswer> | undefined): CourseMark[] {
  const t = useT();
  const formats = useFormats();
  const { data: fields } = useQuery(fieldsQuery);
  return useMemo(() => {
    const known = new Map((fields ?? []).map((field) => [field.name, field]));
    return sayCourseMarks(course?.marks ?? [], {
      field: (name) => fieldLabel(known.get(name) ?? { name }),
      known: (names) => (names === '' ? t('lead:mark.known') : t('lead:mark.known_fields', { fields: names })),
      hand: (reason, ended) => t(ended ? 'lead:mark.hand_ended' : 'lead:mark.hand', { reason }),
      rules: (version, again) =>
        t(again ? 'lead:mark.rules_again' : 'lead:mark.rules', { version: formats.number(version) }),
      more: (count) => t('lead:mark.more', { shown: formats.number(count) }),
      by: (what, points) =>
        t('lead:mark.by', {
          what,
          points: formats.signed(points, Number.isInteger(Math.round(points * 10) / 10) ? 0 : 1),
        }),
    });
  }, [course, fields, formats, t]);
}
