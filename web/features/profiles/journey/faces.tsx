import { IconMoodCry, IconMoodEmpty, IconMoodHappy, IconMoodSad, IconMoodSmile } from '@tabler/icons-react';
import { useT } from '../../../lib/i18n.ts';
import css from './journey.module.css';

const ICONS = [IconMoodCry, IconMoodSad, IconMoodEmpty, IconMoodSmile, IconMoodHappy];

/** The faces from the worst to the best, as they are stored. */
export const FACES = [1, 2, 3, 4, 5] as const;
export type FaceNumber = (typeof FACES)[number];

/** The face that a number stands for; the middle one for any other. */
export function faceOf(face: number): FaceNumber {
  return FACES.find((each) => each === face) ?? 3;
}

/** A face, drawn. */
export function Face({ face, size = 18 }: { face: number; size?: number }) {
  const Icon = ICONS[face - 1] ?? IconMoodEmpty;
  return <Icon className={css.face} data-face={face} size={size} stroke={1.75} aria-hidden="true" />;
}

type FaceChoiceProps = { name: string; label: string; face: number; onChange: (face: FaceNumber) => void };

/** Chooses how somebody feels: five faces, of which one. */
export function FaceChoice({ name, label, face, onChange }: FaceChoiceProps) {
  const t = useT();
  return (
    <div className={css.faces} role="radiogroup" aria-label={label}>
      {FACES.map((each) => (
        <label key={each} title={t(`journey:face.${each}`)}>
          <input
            type="radio"
            name={name}
            aria-label={t(`journey:face.${each}`)}
            checked={each === face}
            onChange={() => onChange(each)}
          />
          <Face face={each} />
        </label>
      ))}
    </div>
  );
}
