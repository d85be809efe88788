import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { Keys } from '../../parts/keys.tsx';
import { useAddNote } from './api.ts';
import css from './lead.module.css';

/** Writes a note: "w", the text, Ctrl-Enter. What was typed stays when it could not be saved. */
export function Composer({ personId }: { personId: number }) {
  const t = useT();
  const input = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState('');
  const add = useAddNote(personId);
  useHotkeys([{ keys: 'w', label: t('lead:note.write'), group: t('lead:keys'), run: () => input.current?.focus() }]);
  const save = () => {
    if (body.trim() === '' || add.isPending) return;
    add.mutate(body, { onSuccess: () => setBody('') });
  };
  return (
    <div className={css.composer}>
      <Textarea
        ref={input}
        variant="unstyled"
        autosize
        minRows={1}
        maxRows={14}
        placeholder={t('lead:note.placeholder')}
        aria-label={t('lead:note.text')}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
          if (event.key === 'Escape') input.current?.blur();
        }}
      />
      {body.trim() !== '' && (
        <div className={css.composerFoot}>
          <Keys keys="mod+Enter" />
          <Button size="xs" onClick={save} loading={add.isPending}>
            {t('lead:note.save')}
          </Button>
        </div>
      )}
    </div>
  );
}
