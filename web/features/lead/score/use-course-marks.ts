import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import type { VersionList } from '../../../../src/flow/scoring/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { api } from '../../../lib/request.ts';
import { useMay } from '../../../lib/session.ts';
import type { CourseMark } from '../../../parts/course-time.tsx';
import type { Explanation } from '../api.ts';
import { useReceiptWords } from '../receipt-words.ts';
import { courseMarks } from './course-marks.ts';

/** What moved the score that a receipt explains, in the user's language. New rules only for those who may see them. */
export function useCourseMarks(explained: Explanation | undefined): CourseMark[] {
  const t = useT();
  const formats = useFormats();
  const words = useReceiptWords();
  const maySee = useMay('scoring.read');
  const model = explained?.model_id;
  const { data: versions } = useQuery({
    queryKey: ['model', model, 'versions'],
    queryFn: async ({ signal }) =>
      (await api.get<z.infer<typeof VersionList>>(`/api/models/${model}/versions`, undefined, signal)).versions,
    enabled: maySee && model !== undefined,
  });
  return useMemo(() => {
    if (explained === undefined) return [];
    const terms = new Map(
      explained.model.dimensions.flatMap(({ groups }) =>
        groups.flatMap((group) => group.terms.map((term) => [term.key, term])),
      ),
    );
    const nameOf = (key: string) => {
      const term = terms.get(key);
      return term === undefined ? key : (term.name ?? words.term(term));
    };
    return courseMarks(explained, versions ?? [], nameOf, {
      touch: (rule) => rule,
      hand: (reason) => t('lead:mark.hand', { reason }),
      rules: (version) => t('lead:mark.rules', { version: formats.number(version) }),
    });
  }, [explained, versions, words, formats, t]);
}
