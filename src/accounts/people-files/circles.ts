/**
 * The circles one comes upon by going on from each of some places, each circle once.
 *
 * @param next where a place leads
 * @example
 * circlesIn(['a'], (id) => ({ a: ['b'], b: ['a'] })[id] ?? []) // [['a', 'b']]
 */
export function circlesIn(
  starts: Iterable<string>,
  next: (id: string) => readonly string[],
): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = []
  const done = new Set<string>()
  for (const start of starts) {
    if (done.has(start)) continue
    // A stack of our own: a chain of a hundred thousand is longer than calls may be deep.
    const path: { readonly id: string; readonly left: string[] }[] = []
    const at = new Map<string, number>()
    const enter = (id: string): void => {
      at.set(id, path.length)
      path.push({ id, left: [...next(id)] })
    }
    enter(start)
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = top.left.pop()
      if (to === undefined) {
        path.pop()
        at.delete(top.id)
        done.add(top.id)
      } else if (at.has(to)) circles.push(path.slice(at.get(to)).map(({ id }) => id))
      else if (!done.has(to)) enter(to)
    }
  }
  return circles
}
