import type { Place } from '../explore/index.ts'
import { shownName } from '../platform/index.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'
import { levelName } from './words.ts'

/** A list to choose from, in groups. */
export interface ShownSelect {
  readonly id: string
  readonly name: string
  readonly label: string
  /** What stands first and chooses nothing. */
  readonly empty: string
  readonly groups: readonly {
    readonly label: string
    readonly options: readonly {
      readonly value: string
      readonly text: string
      readonly selected: boolean
    }[]
  }[]
}

interface SelectParts {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly selected: string | undefined
}

/** A list of all role levels that can be measured, by role from A to Z. */
export function levelSelect(place: Place, { selected, ...parts }: SelectParts): ShownSelect {
  const byRole = Map.groupBy(profilesOf(place.edition).values(), ({ role }) => role)
  return {
    ...parts,
    empty: 'Choose a role level',
    groups: [...byRole]
      .map(([role, profiles]) => ({
        label: shownName(role.name).value,
        options: profiles.map(({ level, path }) => ({
          value: path,
          text: levelName({ role, level }),
          selected: path === selected,
        })),
      }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
  }
}

/** A list of all skills that have levels, by letter. */
export function skillSelect({ edition }: Place, { selected, ...parts }: SelectParts): ShownSelect {
  const skills = edition.skills
    .filter(({ kind }) => kind === 'levelled')
    .toSorted((a, b) => a.name.value.localeCompare(b.name.value, 'en'))
  const letters = Map.groupBy(skills, ({ name }) => name.value.charAt(0).toUpperCase())
  return {
    ...parts,
    empty: 'Choose a skill',
    groups: [...letters].map(([label, list]) => ({
      label,
      options: list.map(({ slug, name }) => ({
        value: slug,
        text: shownName(name).value,
        selected: slug === selected,
      })),
    })),
  }
}
