import { proseBlocks } from '../framework/index.ts'
import type { CapabilityFramework, Role, Text } from '../framework/index.ts'
import { ladderOf } from './ladder.ts'
import { familyOf, indexOf, requirementsOfRoleLevel } from './lookup.ts'
import type { EditionIndex } from './lookup.ts'

/** The first sentence about a role and where it comes from. */
export type Lead =
  | { readonly kind: 'published'; readonly text: Text }
  | {
      readonly kind: 'earlier-wording'
      readonly text: Text
      /** Name of the edition it was published in. */
      readonly edition: string
      readonly year: string
    }
  | { readonly kind: 'worked-out'; readonly text: Text }

/** Where to look for a lead besides the edition itself. */
export interface LeadSources {
  /** Older editions of the framework, newest first. */
  readonly older: readonly CapabilityFramework[]
  /** Slugs a role had before, by its slug now. */
  readonly formerNames: ReadonlyMap<string, readonly string[]>
}

/**
 * The lead of a role: its published text where held, else its wording in an older edition, else a
 * sentence worked out from the data.
 */
export function leadOfRole(index: EditionIndex, role: Role, sources: LeadSources): Lead {
  if (role.description !== undefined) {
    return { kind: 'published', text: firstParagraph(role.description) }
  }
  const slugs = [role.slug, ...(sources.formerNames.get(role.slug) ?? [])]
  for (const edition of sources.older) {
    const { roles } = indexOf(edition)
    const text = slugs.map((slug) => roles.get(slug)?.description).find((found) => found)
    if (text !== undefined) {
      const { name, published } = edition.edition
      return { kind: 'earlier-wording', text, edition: name, year: (published ?? name).slice(0, 4) }
    }
  }
  return { kind: 'worked-out', text: { lang: 'en', value: workedOut(index, role) } }
}

function firstParagraph(text: Text): Text {
  const [first] = proseBlocks(text.value)
  return first?.kind === 'paragraph' ? { ...text, value: first.text } : text
}

function workedOut(index: EditionIndex, role: Role): string {
  const family = familyOf(index, role)
  const place = family === null ? '' : ` in the ${family.name.value} family`
  if (role.kind === 'senior-civil-service') {
    const skills = requirementsOfRoleLevel(index, role, null).length
    return `${role.name.value} is a Senior Civil Service role${place} that asks for ${counted(skills, 'skill')}.`
  }
  if (role.levels.length === 0) return `${role.name.value} is a role${place}.`
  const levels = counted(role.levels.length, 'role level')
  return `${role.name.value} is a role${place} with ${levels}${firstToLast(ladderOf(role).steps)}.`
}

interface Step {
  readonly levels: readonly { readonly name: Text }[]
}

/**
 * The ends of a ladder as the end of a sentence, where there are two steps to name.
 *
 * @example
 * firstToLast(steps) // ', from Junior developer to Lead developer'
 */
export function firstToLast(steps: readonly Step[]): string {
  const [first] = steps.at(0)?.levels ?? []
  const [last] = steps.at(-1)?.levels ?? []
  if (first === undefined || last === undefined || steps.length < 2) return ''
  return `, from ${first.name.value} to ${last.name.value}`
}

/**
 * A number with its noun.
 *
 * @example
 * counted(1, 'skill') // '1 skill'
 */
export function counted(n: number, noun: string): string {
  if (n === 1) return `1 ${noun}`
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`
  return `${n.toLocaleString('en-GB')} ${plural}`
}
