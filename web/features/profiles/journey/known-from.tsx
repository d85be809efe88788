import { KNOWN_FROM } from '../../../../src/flow/learning/journey-maps/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import css from './journey.module.css';
import type { Stage } from './stages.ts';

type From = Stage['known_from'];
type KnownFromProps = { from: From; onChange: ((from: From) => void) | undefined };

/** Where what a stage says is known from: any of four. */
export function KnownFrom({ from, onChange }: KnownFromProps) {
  const t = useT();
  const formats = useFormats();
  const chosen = KNOWN_FROM.filter((each) => from.includes(each));
  return (
    <fieldset className={css.part}>
      <legend>{t('journey:known_from')}</legend>
      {onChange === undefined ? (
        <p className={chosen.length === 0 ? css.unsaid : css.text}>
          {chosen.length === 0 ? t('journey:unsaid') : formats.list(chosen.map((each) => t(`journey:from.${each}`)))}
        </p>
      ) : (
        <div className={css.chips}>
          {KNOWN_FROM.map((each) => (
            <label key={each} className={css.chip}>
              <input
                type="checkbox"
                checked={from.includes(each)}
                onChange={() =>
                  onChange(from.includes(each) ? from.filter((other) => other !== each) : [...chosen, each])
                }
              />
              {t(`journey:from.${each}`)}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
