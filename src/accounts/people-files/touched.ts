import type { Difference, Planning } from './planning.ts'
import type { Writes } from './state.ts'

/** Somebody whose record a file adds or changes, for the log that they see. */
export interface Touched {
  readonly personId: string
  readonly action: 'person.added' | 'person.changed'
  /** Which things. What they were and are only where that names nobody. */
  readonly what: string
}

/** Each person once: those in the file, and those whom its reporting lines name or named. */
export function touchedBy(
  { matched, differences }: Planning,
  { relations }: Pick<Writes, 'relations'>,
): readonly Touched[] {
  const inFile = new Set(matched.map(({ id }) => id))
  // Of those in the file it is said which of their lines it is.
  const persons = relations.map(({ person_id: id }) => id).filter((id) => !inFile.has(id))
  const others = new Set([...relations.map(({ other_id: id }) => id), ...persons])
  const touched: Touched[] = []
  for (const { id: personId, before } of matched) {
    const things = differences.of(personId).map(inSentence)
    if (others.delete(personId)) things.push(ofOthers)
    const what = [...new Set(things)].join(', ')
    if (before === undefined) touched.push({ personId, action: 'person.added', what: '' })
    else if (what !== '') touched.push({ personId, action: 'person.changed', what })
  }
  for (const personId of others) {
    touched.push({ personId, action: 'person.changed', what: ofOthers })
  }
  return touched
}

const ofOthers = 'reporting lines'

/** Of these the log says what was and is, so that nobody rewrites how long somebody held what. */
const saidInFull = new Set(['Terms', 'Full-time equivalent', 'In the post'])

function inSentence({ what, from, to }: Difference): string {
  const thing = `${what.charAt(0).toLowerCase()}${what.slice(1)}`
  return saidInFull.has(what) ? `${thing}: was ${from}, is ${to}` : thing
}
