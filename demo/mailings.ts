import { day, drawVisitTime } from './calendar.ts';
import { between, pick, probability } from './chance.ts';
import { mailCampaign, mailings } from './site.ts';
import { does, introduce, type Story, track } from './story.ts';
import { browse, openVisit } from './visits.ts';

/**
 * Mail to somebody who gave an address: now and then one is opened, some are clicked (on the phone, which thereby becomes
 * known as theirs), and a few people have had enough. Nothing is sent after that.
 */
export function sendMailings(story: Story): void {
  const { chance, visitor } = story;
  if (story.identified_at === undefined) return;
  const sender = { userId: story.user_id };
  const opens = probability(-0.9 + 0.7 * visitor.interest);
  const mails = visitor.plans.newsletter ? between(chance, 3, 9) : between(chance, 0, 4);
  let sentAt = story.identified_at;
  for (let mail = 0; mail < mails; mail++) {
    sentAt += between(chance, 6, 21) * day;
    const properties = { mailing: pick(chance, mailings) };
    const openedAt = drawVisitTime(chance, sentAt, visitor.company.market.utc_offset_hours);
    if (does(story, probability(-3.4 - 0.5 * visitor.interest))) {
      introduce(story, openedAt, 'mailings');
      track(story, openedAt + 12_000, 'mailings', 'Unsubscribed', properties, sender);
      return;
    }
    if (!does(story, opens)) continue;
    introduce(story, openedAt, 'mailings');
    track(story, openedAt + 1_000, 'mailings', 'Email Opened', properties, sender);
    if (!does(story, 0.18)) continue;
    track(story, openedAt + 20_000, 'mailings', 'Email Clicked', properties, sender);
    browse(
      openVisit(story, { anonymousId: visitor.handset, userId: story.user_id }, openedAt + 22_000, {
        campaign: mailCampaign,
      }),
    );
  }
}
