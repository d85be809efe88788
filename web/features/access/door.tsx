import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
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
  return (
    <main className={css.door}>
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
