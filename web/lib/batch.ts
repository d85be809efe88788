/**
 * Turns questions about single things, asked within `gatherMs`, into questions about many: a table of forty rows then asks once.
 * Each gets its own answer, undefined where the batch had none; all of a batch fail together.
 */
export function makeBatch<Answer>(
  ask: (ids: number[]) => Promise<Map<number, Answer>>,
  mostIds: number,
  gatherMs = 25,
) {
  type Waiting = { resolve: (answer: Answer | undefined) => void; reject: (error: unknown) => void };
  let waiting = new Map<number, Waiting[]>();

  const flush = () => {
    const asked = waiting;
    waiting = new Map();
    const ids = [...asked.keys()];
    for (let at = 0; at < ids.length; at += mostIds) {
      const some = ids.slice(at, at + mostIds);
      const each = (settle: (id: number, one: Waiting) => void) => {
        for (const id of some) for (const one of asked.get(id) ?? []) settle(id, one);
      };
      ask(some).then(
        (answers) => each((id, one) => one.resolve(answers.get(id))),
        (error) => each((_id, one) => one.reject(error)),
      );
    }
  };

  return (id: number): Promise<Answer | undefined> =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setTimeout(flush, gatherMs);
      waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
    });
}
