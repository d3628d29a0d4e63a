import type { CapabilityFramework } from '../../framework/index.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { placeOf } from '../../framework/standing/standing.ts'
import { countedLevel, headsOf, saysSomething, saysTheSame } from './kept-skills.ts'
import type { Claim, KeptRating, KeptSkills, SaidOfSkill } from './kept-skills.ts'
import type { EditionOf } from './own-page.ts'
import { mostCarried } from './skills-file-schema.ts'
import { joinedClaims } from './skills-file.ts'
import type { SkillInFile, SkillsInFile } from './skills-file.ts'
import { counted, skillIn, skillName } from './words.ts'

/** What a file changes in a person's record, and what was left out and why, in sentences. */
export interface Loading {
  readonly ratings: readonly LoadedRating[]
  readonly targets: readonly { readonly edition: string; readonly roleLevel: string }[]
  readonly notes: readonly string[]
}

/** A rating as it will be kept. */
export interface LoadedRating {
  readonly skill: string
  readonly edition: string
  readonly counted: string | null
  readonly said: SaidOfSkill
  readonly claims: readonly Claim[]
}

/** What a file is held against. */
export interface LoadingInto {
  readonly kept: KeptSkills
  readonly newest: CapabilityFramework
  readonly editionOf: EditionOf
  /** What becomes of skills that are kept already. */
  readonly existing: 'keep' | 'replace'
}

/**
 * What loading a file would change. Everything becomes a draft: nothing that a file says is shared
 * or agreed here. What was agreed elsewhere stays with it as a claim.
 *
 * @example
 * loadingOf(file, { kept, newest, editionOf, existing: 'keep' }).notes
 */
export function loadingOf(file: SkillsInFile, into: LoadingInto): Loading | { reason: string } {
  const { slug } = into.newest.framework
  if (file.framework !== '' && file.framework !== slug) {
    return { reason: 'This file is about another framework. Nothing was loaded.' }
  }
  const notes = new Set<string>()
  const heads = new Map(
    headsOf(into.kept.ratings)
      .filter((rating) => rating.framework === slug)
      .map((rating) => [rating.skill, rating]),
  )
  let stayed = 0
  const ratings: LoadedRating[] = []
  for (const own of file.skills) {
    const head = heads.get(own.skill)
    if (head !== undefined && into.existing === 'keep') {
      stayed += 1
      continue
    }
    const rating = ratingOf(own, { into, head, note: (text) => notes.add(text) })
    if (rating !== undefined) ratings.push(rating)
  }
  if (stayed > 0) {
    notes.add(
      `${counted(stayed, 'skill')} that you keep already ${stayed === 1 ? 'stays' : 'stay'} as you have ${stayed === 1 ? 'it' : 'them'}.`,
    )
  }
  const targets = targetsIn(file, into, (text) => notes.add(text))
  return { ratings, targets, notes: [...notes] }
}

interface Noting {
  readonly into: LoadingInto
  readonly head: KeptRating | undefined
  readonly note: (text: string) => void
}

function ratingOf(own: SkillInFile, { into, head, note }: Noting): LoadedRating | undefined {
  const edition = pinnedTo(own.edition, into, note)
  const { name } = edition.edition
  const known = knownIn(edition, own, note)
  if (known === undefined) return undefined
  const said: SaidOfSkill = { ...known, note: own.note ?? '', ...feltOf(own, head) }
  const claims = joinedClaims([...(head?.claims ?? []), ...own.agreed])
  if (!saysSomething(said) && claims.length === 0) return undefined
  const claimsMore = claims.length > (head?.claims.length ?? 0)
  if (head !== undefined && saysTheSame(said, head) && !claimsMore) return undefined
  const level = countedLevel(edition, { skill: own.skill, ...known })
  return { skill: own.skill, edition: name, counted: level, said, claims }
}

/** Where the file is silent, as one of My skills is, what was said before stays. */
function feltOf(
  own: SkillInFile,
  head: KeptRating | undefined,
): Pick<SaidOfSkill, 'confidence' | 'interest'> {
  return {
    confidence: own.confidence ?? head?.confidence ?? null,
    interest: own.interest ?? head?.interest ?? null,
  }
}

/** What of a skill in a file the edition knows; the rest is told. Undefined: not the skill itself. */
function knownIn(
  edition: CapabilityFramework,
  own: SkillInFile,
  note: Noting['note'],
): Pick<SaidOfSkill, 'level' | 'ticked'> | undefined {
  const { name } = edition.edition
  const levels = skillIn(edition, own.skill)?.levels ?? []
  if (levels.length === 0) {
    note(`“${cut(own.skill)}” has no levels in the edition ${name}. It was left out.`)
    return undefined
  }
  const called = skillName(edition, own.skill)
  const isLevel = placeOf(own.level, edition.framework.scale) !== undefined
  if (own.level !== null && !isLevel) {
    note(`${called}: “${cut(own.level)}” is no level of the edition ${name}. It was left out.`)
  }
  const here = new Set(levels.flatMap(({ statements }) => statements.map(({ id }) => id)))
  const ticked = own.ticked.filter((id) => here.has(id))
  const lost = own.ticked.length - ticked.length
  if (lost > 0) note(`${called}: ${counted(lost, 'ticked statement')} not in the edition ${name}.`)
  return { level: isLevel ? own.level : null, ticked }
}

/** The edition a file names where it is held here, else the newest. */
function pinnedTo(
  name: string,
  { newest, editionOf }: LoadingInto,
  note: (text: string) => void,
): CapabilityFramework {
  if (name === '' || name === newest.edition.name) return newest
  const held = editionOf({ framework: newest.framework.slug, edition: name })
  if (held !== undefined) return held
  note(
    `The file names the edition ${cut(name)}, which is not held here. What it says is held against ${newest.edition.name}: look it through.`,
  )
  return newest
}

function targetsIn(
  { targets }: SkillsInFile,
  into: LoadingInto,
  note: (text: string) => void,
): Loading['targets'] {
  const known = new Set(into.kept.targets.map(({ roleLevel }) => roleLevel))
  const found = new Map<string, string>()
  for (const { roleLevel, edition } of targets) {
    const pinned = pinnedTo(edition, into, note)
    if (!profilesOf(pinned).has(roleLevel)) {
      note(`There is no role level “${cut(roleLevel)}” in the edition ${pinned.edition.name}.`)
    } else if (!known.has(roleLevel)) found.set(roleLevel, pinned.edition.name)
  }
  const room = Math.max(0, mostCarried - known.size)
  if (found.size > room) note(`Only ${mostCarried} role levels can be kept. The rest was left out.`)
  return [...found].slice(0, room).map(([roleLevel, edition]) => ({ roleLevel, edition }))
}

const longest = 60

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
