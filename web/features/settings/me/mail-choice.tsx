import { Skeleton, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../../lib/i18n.ts';
import { useMay, useMe } from '../../../lib/session.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { Section } from '../../../parts/section.tsx';
import { mailChoiceQuery, useChooseMail } from '../api.ts';
import css from '../settings.module.css';

/** Which notifications also go by e-mail. The choice is kept where no e-mail can be sent too, which is said then. */
export function MailChoice() {
  const t = useT();
  const { user } = useMe();
  const mayRead = useMay('people.read');
  const { data, error } = useQuery({ ...mailChoiceQuery, enabled: mayRead });
  const choose = useChooseMail();
  if (!mayRead) return null;
  return (
    <Section title={t('settings:mail.title')} text={t('settings:mail.text', { email: user.email })}>
      <InlineError error={error} />
      {data === undefined && error === null && <Skeleton height={96} className="pl-late" />}
      {data !== undefined && (
        <div className={css.stack}>
          {!data.can_mail && (
            <div className={css.notYet} role="note">
              <strong>{t('settings:mail.not_set_up')}</strong>
              <p>{t('settings:mail.not_set_up_why')}</p>
            </div>
          )}
          <Switch
            label={t('settings:mail.up')}
            description={t('settings:mail.up_why')}
            checked={data.mail_up}
            onChange={(event) => choose.mutate({ mail_up: event.currentTarget.checked, mail_down: data.mail_down })}
          />
          <Switch
            label={t('settings:mail.down')}
            description={t('settings:mail.down_why')}
            checked={data.mail_down}
            onChange={(event) => choose.mutate({ mail_up: data.mail_up, mail_down: event.currentTarget.checked })}
          />
        </div>
      )}
    </Section>
  );
}
