import { NativeSelect } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { changeLanguage, LANGUAGES, type Language, useLanguage, useT } from '../../lib/i18n.ts';
import { Mark } from '../../parts/mark.tsx';
import css from './door.module.css';

type DoorProps = {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  wide?: boolean;
  /** The form asks for the language itself. */
  asksLanguage?: boolean;
};

/** What stands around the screens before sign-in: the mark, one card, the choice of language. */
export function Door({ title, text, children, wide = false, asksLanguage = false }: DoorProps) {
  const t = useT();
  const language = useLanguage();
  const door = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a touch screen this would open the keyboard over a form that was not read yet.
    if (matchMedia('(hover: hover)').matches) door.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  return (
    <main className={css.door} ref={door}>
      <div className={css.column} data-wide={wide}>
        <div className={css.brand}>
          <Mark size={28} />
          {t('frame:brand')}
        </div>
        <h1 className={css.title}>{title}</h1>
        {text != null && <p className={css.text}>{text}</p>}
        {children}
      </div>
      <footer className={css.foot}>
        {!asksLanguage && (
          <NativeSelect
            size="sm"
            variant="unstyled"
            aria-label={t('frame:language')}
            value={language}
            onChange={(event) => void changeLanguage(event.currentTarget.value as Language)}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          />
        )}
      </footer>
    </main>
  );
}
