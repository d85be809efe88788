import type { Identifier } from './read-arrival.ts';

/** A strongly identified person seen with a weak identifier, and since when (epoch ms). */
export type Claim = [person_id: number, since: number];
/** What is on record about an identifier. `claims` only for weak ones. */
export type KnownIdentifier = { person_id: number; origin_person_id: number; shared: boolean; claims: Claim[] | null };
/** What one arrival offers: `person_id` when a user worked on a known card. */
export type Offer = { strong: Identifier[]; weak: Identifier[]; occurred_at: number; person_id?: number | undefined };
export type Merge = { survivor: number; absorbed: number; offer: number; by: string };

export type Assignment = {
  /** Per offer, after all merges: whose it is, for whom it arrived, and the weak identifier that alone led there. */
  people: { person_id: number; origin_person_id: number; link: string | null }[];
  created: number[];
  merges: Merge[];
  /** Identifiers to write, by `kind:value`. */
  added: Map<string, KnownIdentifier>;
  changed: Map<string, KnownIdentifier>;
  /** People that existed and got their first strong identifier: their other weak ones are claimed from that instant. */
  claimed: Map<number, number>;
  /** Weak identifiers of two people, by `kind:value`: which touches belong to whom must be settled from all of them. */
  unsettled: Set<string>;
};

export const identifierKey = (id: Identifier) => `${id.kind}:${id.value}`;

/**
 * Decides for a batch, in order, who each arrival is. Strong identifiers (e-mail, user id, foreign id) link at once. A
 * weak one (phone, anonymous id) links a person nobody has identified yet to the one who does; seen with two identified
 * people it is shared and links nobody. The partition reached does not depend on the order of the offers.
 * Mutates the entries of `known`; `nextPersonId` hands out fresh ids.
 */
export function assignPeople(
  offers: Offer[],
  known: Map<string, KnownIdentifier>,
  nextPersonId: () => number,
): Assignment {
  const parent = new Map<number, number>();
  const strongPeople = new Set<number>();
  const result: Assignment = {
    people: [],
    created: [],
    merges: [],
    added: new Map(),
    changed: new Map(),
    claimed: new Map(),
    unsettled: new Set(),
  };

  const find = (id: number): number => {
    let root = id;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    return root;
  };
  const isStrong = (entry: KnownIdentifier) =>
    strongPeople.has(find(entry.person_id)) || (entry.claims?.length ?? 0) > 0;
  const create = () => {
    const id = nextPersonId();
    result.created.push(id);
    return id;
  };
  const merge = (survivor: number, absorbed: number, offer: number, by: string) => {
    if (survivor === absorbed) return;
    parent.set(absorbed, survivor);
    if (strongPeople.has(absorbed)) strongPeople.add(survivor);
    result.merges.push({ survivor, absorbed, offer, by });
  };
  const change = (key: string, entry: KnownIdentifier) => {
    if (!result.added.has(key)) result.changed.set(key, entry);
  };
  const add = (key: string, entry: KnownIdentifier) => {
    known.set(key, entry);
    result.added.set(key, entry);
  };
  const claim = (key: string, entry: KnownIdentifier, person: number, since: number) => {
    entry.claims ??= [];
    const own = entry.claims.find(([id]) => find(id) === person);
    if (!own) entry.claims.push([person, since]);
    else if (since < own[1]) own[1] = since;
    else return;
    change(key, entry);
    if (entry.shared) result.unsettled.add(key);
  };

  const strongTarget = (offer: Offer, index: number): number => {
    const people: number[] = offer.person_id === undefined ? [] : [find(offer.person_id)];
    for (const id of offer.strong) {
      const entry = known.get(identifierKey(id));
      if (entry) people.push(find(entry.person_id));
    }
    if (people.length > 0) {
      const target = Math.min(...people);
      for (const other of people) merge(target, find(other), index, offer.strong.map(identifierKey).join(' '));
      return target;
    }
    for (const id of offer.weak) {
      const entry = known.get(identifierKey(id));
      if (!entry || entry.shared || isStrong(entry)) continue;
      const person = find(entry.person_id);
      result.claimed.set(person, offer.occurred_at);
      return person;
    }
    return create();
  };

  const claimWeak = (offer: Offer, index: number, target: number) => {
    for (const id of offer.weak) {
      const key = identifierKey(id);
      const entry = known.get(key);
      if (!entry) {
        add(key, { person_id: target, origin_person_id: target, shared: false, claims: [[target, offer.occurred_at]] });
        continue;
      }
      const holder = find(entry.person_id);
      if (!entry.shared && holder !== target) {
        if (isStrong(entry)) {
          if (!entry.claims?.length) entry.claims = [[holder, offer.occurred_at]];
          entry.shared = true;
          change(key, entry);
        } else {
          merge(target, holder, index, key);
        }
      }
      claim(key, entry, target, offer.occurred_at);
    }
  };

  /** The interest that a shared identifier has for itself; made when the first touch goes there. */
  const ownHolder = ({ entry, link }: { entry: KnownIdentifier; link: string }) => {
    const holder = find(entry.person_id);
    if (entry.claims?.some(([id]) => find(id) === holder)) {
      entry.person_id = create();
      change(link, entry);
    }
    return { person: find(entry.person_id), link };
  };

  const weakTarget = (offer: Offer, index: number): { person: number; link: string | null } => {
    let strongHolder: { person: number; link: string } | undefined;
    const loose: { person: number; link: string }[] = [];
    let shared: { entry: KnownIdentifier; link: string } | undefined;
    for (const id of offer.weak) {
      const link = identifierKey(id);
      const entry = known.get(link);
      if (!entry) continue;
      const holder = { person: find(entry.person_id), link };
      if (entry.shared) {
        shared ??= { entry, link };
        // Arrived late, from before the second person came: it is the first one's.
        if (entry.claims?.some(([, since]) => offer.occurred_at < since)) result.unsettled.add(link);
      } else if (isStrong(entry)) {
        // What they are seen with from now on is claimed by them too, and merges them with nobody.
        strongPeople.add(holder.person);
        strongHolder ??= holder;
      } else loose.push(holder);
    }
    const target =
      strongHolder ??
      (shared && ownHolder(shared)) ??
      loose.reduce<(typeof loose)[0] | undefined>((a, b) => (a && a.person < b.person ? a : b), undefined);
    if (!shared) for (const other of loose) if (target) merge(target.person, find(other.person), index, other.link);
    const first = offer.weak[0];
    return target ?? { person: create(), link: first ? identifierKey(first) : null };
  };

  offers.forEach((offer, index) => {
    if (offer.strong.length > 0 || offer.person_id !== undefined) {
      const target = strongTarget(offer, index);
      if (offer.strong.length > 0) {
        strongPeople.add(target);
        if (offer.person_id !== undefined) result.claimed.set(target, offer.occurred_at);
      }
      // What a user says on a card is about that very person, whoever they are otherwise known to be.
      claimWeak(offer, index, target);
      const origin = offer.strong
        .map((id) => known.get(identifierKey(id))?.origin_person_id)
        .find((id) => id !== undefined);
      for (const id of offer.strong) {
        const key = identifierKey(id);
        if (!known.has(key)) add(key, { person_id: target, origin_person_id: target, shared: false, claims: null });
      }
      result.people.push({ person_id: target, origin_person_id: origin ?? target, link: null });
      return;
    }
    const { person, link } = weakTarget(offer, index);
    const origin = (link === null ? undefined : known.get(link)?.origin_person_id) ?? person;
    for (const id of offer.weak) {
      const key = identifierKey(id);
      if (known.has(key)) continue;
      const claims: Claim[] | null = strongPeople.has(person) ? [[person, offer.occurred_at]] : null;
      add(key, { person_id: person, origin_person_id: person, shared: false, claims });
    }
    result.people.push({ person_id: person, origin_person_id: origin, link });
  });

  for (const each of result.people) each.person_id = find(each.person_id);
  for (const entry of [...result.added.values(), ...result.changed.values()]) entry.person_id = find(entry.person_id);
  result.claimed = new Map([...result.claimed].map(([person, since]) => [find(person), since]));
  return result;
}
