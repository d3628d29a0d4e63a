import { Value } from 'typebox/value'
import { readProfile, writeProfile } from '../../framework/standing/profile-file.ts'
import type { OwnSkill } from '../../framework/standing/profile-file.ts'
import { isDay } from '../written-day.ts'
import { headsOf } from './kept-skills.ts'
import type { Claim, KeptRating, KeptSkills } from './kept-skills.ts'
import { mostCarried, moreSchema, targetsSchema } from './skills-file-schema.ts'
import type { TargetInFile } from './skills-file-schema.ts'
import type { Confidence, Interest } from './words.ts'

/** A skill as a file has it. */
export interface SkillInFile extends OwnSkill {
  readonly edition: string
  readonly confidence: Confidence | null
  readonly interest: Interest | null
  readonly agreed: readonly Claim[]
}

/** A record of skills as a file has it. */
export interface SkillsInFile {
  readonly framework: string
  readonly edition: string
  readonly targets: readonly TargetInFile[]
  readonly skills: readonly SkillInFile[]
}

/** What a file says, with what was passed over; or why nothing could be read, as a sentence. */
export type ReadSkillsFile =
  | { readonly file: SkillsInFile; readonly notes: readonly string[] }
  | { readonly reason: string }

/** What the file says beside the skills. */
export interface FileAbout {
  readonly framework: string
  readonly edition: string
  /** Where agreements were made. */
  readonly organisation: string
  readonly now: Date
}

/**
 * A person's record of skills as one file, see `docs/skills-file.md`. It is a file of My skills that
 * says more, so that My skills opens it too.
 *
 * @example
 * skillsFile(kept, { framework, edition, organisation: 'Test department', now: new Date() })
 */
export function skillsFile(
  kept: KeptSkills,
  { framework, edition, organisation, now }: FileAbout,
): string {
  const ratings = kept.ratings.filter((rating) => rating.framework === framework)
  const heads = headsOf(ratings)
  const targets = kept.targets.filter((target) => target.framework === framework)
  const [first] = targets
  const pinned = heads.map((rating) => rating.edition).toSorted()
  const profile = {
    framework,
    edition: pinned.at(-1) ?? edition,
    savedAt: now.toISOString(),
    ...(first !== undefined && { target: first.roleLevel }),
    skills: heads.map(({ skill, level, ticked, note }) => ({ skill, level, ticked, note })),
  }
  const plain: unknown = JSON.parse(writeProfile(profile))
  const file = {
    ...asObject(plain),
    from: organisation,
    targets: targets.map((target) => ({ roleLevel: target.roleLevel, edition: target.edition })),
    skills: heads.map((rating) => skillOut(rating, ratings, organisation)),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

const states: Readonly<Record<KeptRating['state'], string>> = {
  draft: 'draft',
  shared: 'shared',
  final: 'agreed',
}

function skillOut(head: KeptRating, ratings: readonly KeptRating[], organisation: string): object {
  const { skill, level, ticked, note, edition, confidence, interest } = head
  const agreed = agreedOf(
    ratings.filter((rating) => rating.skill === skill),
    organisation,
  )
  return {
    skill,
    level,
    ticked,
    ...(note !== '' && { note }),
    edition,
    ratedAt: head.ratedAt,
    counts: head.counted,
    state: states[head.state],
    ...(confidence !== null && { confidence }),
    ...(interest !== null && { interest }),
    ...(agreed.length > 0 && { agreed }),
  }
}

/** What was agreed here, in any of a skill's ratings, and what files said was agreed elsewhere. */
function agreedOf(
  ratings: readonly KeptRating[],
  organisation: string,
): readonly (Claim & { readonly fromFile?: true })[] {
  const here = ratings.flatMap(({ answers, counted, edition }) =>
    answers
      .filter(({ outcome }) => outcome === 'agreed')
      .map(({ at }) => ({
        at: organisation,
        on: at.slice(0, 10),
        level: counted ?? 'none',
        edition,
      })),
  )
  const claimed = joinedClaims(ratings.flatMap(({ claims }) => claims))
  const all = [...here, ...claimed.map((claim) => ({ ...claim, fromFile: true as const }))]
  return all.slice(0, mostCarried)
}

/** Claims, each once. */
export function joinedClaims(claims: readonly Claim[]): readonly Claim[] {
  const once = new Map(claims.map((claim) => [JSON.stringify(claimFrom(claim)), claimFrom(claim)]))
  return [...once.values()].slice(0, mostCarried)
}

function claimFrom({ at, on, level, edition }: Claim): Claim {
  return { at, on, level, edition }
}

/**
 * Reads a file that anyone may have made: of My skills, or one that `skillsFile` wrote. It never
 * throws and believes nothing; what it says was agreed is a claim.
 *
 * @example
 * readSkillsFile('[]') // { reason: 'This file holds no skills saved from Capable.' }
 */
export function readSkillsFile(text: string): ReadSkillsFile {
  const read = readProfile(text)
  if ('reason' in read) return read
  const { profile, notes } = read
  const whole = asObject(JSON.parse(text))
  const targets = whole['targets'] ?? targetsOf(profile)
  if (!Value.Check(targetsSchema, targets)) {
    return { reason: 'The role levels in the file cannot be read. Nothing was loaded.' }
  }
  const more = firstOfEach(whole['skills'])
  const skills: SkillInFile[] = []
  for (const own of profile.skills) {
    const said = more.get(own.skill) ?? {}
    if (!Value.Check(moreSchema, said) || !areDays(said.agreed ?? [])) {
      const skill = own.skill.slice(0, 60)
      return { reason: `What the file says of “${skill}” cannot be read. Nothing was loaded.` }
    }
    skills.push({
      ...own,
      edition: said.edition ?? profile.edition,
      confidence: said.confidence ?? null,
      interest: said.interest ?? null,
      agreed: joinedClaims(said.agreed ?? []),
    })
  }
  const { framework, edition } = profile
  return { file: { framework, edition, targets, skills }, notes }
}

function targetsOf({ target, edition }: { target?: string; edition: string }): object[] {
  return target === undefined ? [] : [{ roleLevel: target, edition }]
}

/** Of a skill that stands twice the first counts, as `readProfile` has it. */
function firstOfEach(list: unknown): ReadonlyMap<unknown, unknown> {
  const all: unknown[] = Array.isArray(list) ? list : []
  return new Map(all.map((one): [unknown, unknown] => [asObject(one)['skill'], one]).toReversed())
}

function areDays(agreed: readonly Claim[]): boolean {
  return agreed.every(({ on }) => isDay(on))
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
