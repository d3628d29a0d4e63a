import { Type, type Static } from 'typebox'
import { slugOf } from '../framework/index.ts'
import type { FormerNames, NamedThing, Retired, ThingKind } from '../framework/index.ts'

const name = Type.String({ minLength: 1 })
const slug = Type.String({ pattern: '^[\\p{L}\\p{N}]+(?:-[\\p{L}\\p{N}]+)*$' })

const namedThing = Type.Object({
  name,
  was: Type.Optional(Type.Array(name)),
  addresses: Type.Optional(Type.Array(slug)),
})
const namedRole = Type.Object({
  ...namedThing.properties,
  levels: Type.Optional(Type.Array(namedThing)),
})
const retired = Type.Object({
  name,
  lastEdition: Type.String(),
  note: Type.Optional(Type.String()),
})

/** The part `formerNames` of `framework.yaml`. */
export const formerNamesFile = Type.Object({
  families: Type.Optional(Type.Array(namedThing)),
  roles: Type.Optional(Type.Array(namedRole)),
  skills: Type.Optional(Type.Array(namedThing)),
  retired: Type.Optional(
    Type.Object({
      families: Type.Optional(Type.Array(retired)),
      roles: Type.Optional(Type.Array(retired)),
      skills: Type.Optional(Type.Array(retired)),
    }),
  ),
})

/** The register that a framework pack keeps; an empty one where it keeps none. */
export function formerNamesOf(file: Static<typeof formerNamesFile> = {}): FormerNames {
  const { families = [], roles = [], skills = [], retired: gone = {} } = file
  return {
    families: families.map(thingOf),
    roles: roles.map((role) => ({ ...thingOf(role), levels: (role.levels ?? []).map(thingOf) })),
    skills: skills.map(thingOf),
    retired: [
      ...(gone.families ?? []).map((one) => retiredOf('family', one)),
      ...(gone.roles ?? []).map((one) => retiredOf('role', one)),
      ...(gone.skills ?? []).map((one) => retiredOf('skill', one)),
    ],
  }
}

function thingOf(named: Static<typeof namedThing>): NamedThing {
  return {
    slug: slugOf(named.name),
    name: named.name,
    former: (named.was ?? []).map((was) => ({ name: was, slug: slugOf(was) })),
    addresses: named.addresses ?? [],
  }
}

function retiredOf(kind: ThingKind, { note, ...one }: Static<typeof retired>): Retired {
  return { kind, ...one, slug: slugOf(one.name), ...(note !== undefined && { note: note.trim() }) }
}
