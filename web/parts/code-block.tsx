import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useT } from '../lib/i18n.ts';
import css from './code-block.module.css';

type CodeBlockProps = {
  code: string;
  /** What the code is, for a screen reader. */
  label: string;
};

/** Code to take along: as it is, with a button that copies it. */
export function CodeBlock({ code, label }: CodeBlockProps) {
  const t = useT();
  return (
    <div className={css.block}>
      <section className={css.scroll} aria-label={label}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre className={css.code} tabIndex={0}>
          <code>{code}</code>
        </pre>
      </section>
      <CopyButton value={code} timeout={2000}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('common:said.copied') : t('common:action.copy')}>
            <ActionIcon
              className={css.copy}
              onClick={copy}
              aria-label={copied ? t('common:said.copied') : t('common:action.copy')}
            >
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
