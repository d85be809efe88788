import { type Chance, happens } from './chance.ts';
import { type Depth, describeCompany, fillForm } from './forms.ts';
import type { Visitor } from './person.ts';
import type { SourceKey } from './site.ts';
import { type NewTouch, type Notebook, openNotebook, type TouchContext, type Traits } from './touches.ts';
import { observe, type TruthKey } from './truth.ts';

/** One person's year while it is being told. */
export type Story = {
  chance: Chance;
  visitor: Visitor;
  notebook: Notebook;
  /** The id under which mailing, seminar and trial systems know them. */
  user_id: string;
  /** Terms of the truth that the touches written so far make true. */
  holding: Set<TruthKey>;
  /** When an address was first told (epoch ms); nobody can be sold to before. */
  identified_at: number | undefined;
  introduced: boolean;
};

/** Who a touch says it is from: a browser, a known user, or both. */
export type Sender = { anonymousId?: string; userId?: string };

/** A story with nothing told yet; nothing after `until` (epoch ms) will be. */
export function openStory(
  chance: Chance,
  visitor: Visitor,
  ids: { message: string; user: string },
  until: number,
): Story {
  return {
    chance,
    visitor,
    notebook: openNotebook(ids.message, until),
    user_id: ids.user,
    holding: new Set(),
    identified_at: undefined,
    introduced: false,
  };
}

/** Writes a touch down and takes note of what it makes true; false when it lies after the end of the story. */
export function tell(story: Story, at: number, touch: NewTouch): boolean {
  if (!story.notebook.note(at, touch)) return false;
  observe(story.holding, touch);
  if (touch.type === 'identify') {
    if (story.identified_at === undefined || at < story.identified_at) story.identified_at = at;
    if (touch.userId !== undefined) story.introduced = true;
  }
  return true;
}

/**
 * The visitor says who they are. After a bare address the company is looked up by its mail domain some seconds later, so that
 * of everybody with an address the company is known.
 */
export function identify(
  story: Story,
  at: number,
  source: SourceKey,
  depth: Depth,
  sender: Sender,
  { context, request }: { context?: TouchContext; request?: Pick<Traits, 'subject' | 'message'> } = {},
): void {
  const traits = { ...fillForm(story.chance, story.visitor, depth), ...request };
  tell(story, at, { type: 'identify', source, ...sender, traits, ...(context && { context }) });
  if (depth !== 'address') return;
  const known = { email: story.visitor.email, company: describeCompany(story.visitor.company) };
  tell(story, at + 9_000, { type: 'identify', source: 'enrichment', userId: story.user_id, traits: known });
}

/** Something happened that has a name. */
export function track(
  story: Story,
  at: number,
  source: SourceKey,
  event: string,
  properties: Record<string, string | number>,
  sender: Sender,
  context?: TouchContext,
): void {
  tell(story, at, { type: 'track', source, ...sender, event, properties, ...(context && { context }) });
}

/** A system that knows people by user id meets this one for the first time and says whose id that is. */
export function introduce(story: Story, at: number, source: SourceKey): void {
  if (story.introduced) return;
  tell(story, at, { type: 'identify', source, userId: story.user_id, traits: { email: story.visitor.email } });
}

/** Whether the person of this story does something; probability 0–1. */
export function does(story: Story, likely: number): boolean {
  return happens(story.chance, likely);
}
