import { namesOf, slugsOf } from '../../framework/index.ts'
import type { RoleChange, SkillDifference, ThingKind } from '../../framework/index.ts'
import type { Place } from '../place.ts'
import { describeNotes, isAbout } from './change-notes.ts'
import type { DescribedNote, NoteSubject } from './change-notes.ts'
import { differenceBetween, editionBefore } from './differences.ts'

/** What happened to a role or skill of the newest edition. */
export interface ThingHistory<Change> {
  /** Names it had before, newest first. */
  readonly formerly: readonly string[]
  /** The edition before, which it is held against; null: we hold none. */
  readonly against: string | null
  /** Whether the edition before lacks it. */
  readonly isNew: boolean
  /** Null: nothing differs, or there is nothing to hold it against. */
  readonly changed: Change | null
  readonly notes: readonly DescribedNote[]
}

/** What happened to a role; null in a past edition, which tells of itself alone. */
export function historyOfRole(place: Place, slug: string): ThingHistory<RoleChange> | null {
  return historyOf(place, { kind: 'role', slug }, ({ roles }) => roles)
}

/** What happened to a skill; null in a past edition. */
export function historyOfSkill(place: Place, slug: string): ThingHistory<SkillDifference> | null {
  return historyOf(place, { kind: 'skill', slug }, ({ skills }) => skills)
}

/** The names that a thing had before, as the register gives them. */
export function formerNamesOf(place: Place, kind: ThingKind, slug: string): string[] {
  const things = namesOf(place.loaded.register, kind)
  const thing = things.find((one) => slugsOf([one], slug).length > 1)
  if (thing === undefined) return []
  const at = thing.slug === slug ? -1 : thing.former.findIndex((one) => one.slug === slug)
  return thing.former.slice(at + 1).map(({ name }) => name)
}

function historyOf<Change extends { readonly to: { readonly slug: string } }>(
  place: Place,
  subject: NoteSubject,
  part: (difference: ReturnType<typeof differenceBetween>) => {
    readonly added: readonly { readonly slug: string }[]
    readonly changed: readonly Change[]
  },
): ThingHistory<Change> | null {
  if (!place.newest) return null
  const before = editionBefore(place)
  const things =
    before === undefined
      ? { added: [], changed: [] }
      : part(differenceBetween(before, place.edition, place.loaded.register))
  return {
    formerly: formerNamesOf(place, subject.kind, subject.slug),
    against: before?.edition.name ?? null,
    isNew: things.added.some(({ slug }) => slug === subject.slug),
    changed: things.changed.find(({ to }) => to.slug === subject.slug) ?? null,
    notes: describeNotes(place).filter((note) => isAbout(note, subject)),
  }
}
