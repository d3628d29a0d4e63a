import type { CapabilityFramework } from '../../framework/index.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'
import type { Writing } from '../../platform/store/index.ts'
import { changePurpose, purposeOf } from '../purposes/purpose-store.ts'
import type { SaidOfSkill } from '../skills/kept-skills.ts'
import { itemOf } from '../skills/shared.ts'
import { addProfile, saveList, setProfileOfPost } from '../store/profiles.ts'
import { changeShares } from '../store/skill-shares.ts'
import { addTarget, headOf, keepRating } from '../store/skills.ts'
import type { DemonstrationRows } from './rows.ts'

/** For how many people skills are made up, and how many of each. */
const raters = 6
const sharers = 4
const skillsEach = 4

const note = 'Made up for the demonstration.'

/** Where and when a demonstration is made. */
export interface MadeIn {
  readonly organisationId: string
  readonly now: Date
}

/**
 * Switches on what can be tried in a demonstration: its people are kept, they say what they can
 * do, and figures are made.
 */
export async function switchOnPurposes(
  db: Writing,
  { organisationId, now }: MadeIn,
): Promise<void> {
  for (const name of ['organisation', 'development', 'planning'] as const) {
    await changePurpose(db, await purposeOf(db, organisationId, name), {
      lawful_basis: 'public-task',
      basis_text: 'Made up for the demonstration',
      notice: 'Made up for the demonstration. Nothing is kept about anybody real.',
      retention_months: 24,
      on_from: now.toISOString().slice(0, 10),
    })
  }
}

/** Somebody with the line to their manager and what their post asks for. */
interface Rater {
  readonly personId: string
  readonly relationId: string
  readonly managerId: string
  readonly postId: string
  readonly profile: LevelProfile
}

/**
 * Makes up what a few people say of their skills. Most share some of it with their line manager;
 * one aims for the next level of their role, and one post carries a local profile.
 *
 * @example
 * await addMadeUpSkills(db, rows, { edition, organisationId, now })
 */
export async function addMadeUpSkills(
  db: Writing,
  rows: DemonstrationRows,
  { edition, organisationId, now }: MadeIn & { readonly edition: CapabilityFramework },
): Promise<void> {
  const chosen = ratersIn(rows, edition, now.toISOString().slice(0, 10))
  for (const [at, rater] of chosen.entries()) {
    const ids = await rateSkills(db, rater, { edition, now })
    if (at >= sharers) continue
    const { personId, relationId } = rater
    const add = ids
      .slice(0, skillsEach / 2)
      .flatMap((id) => [itemOf('rating', id), itemOf('interest', id)])
    await changeShares(db, { personId, relationId, add, remove: new Set(), now })
  }
  const [first] = chosen
  if (first === undefined) return
  await addMadeUpProfile(db, first, { edition, organisationId, now })
  const named = { framework: edition.framework.slug, edition: edition.edition.name }
  for (const { personId, profile } of chosen) {
    const next = nextLevel(profile, edition)
    if (next === undefined) continue
    await addTarget(db, { person_id: personId, ...named, role_level: next }, now)
    return
  }
}

function ratersIn(
  { writes }: DemonstrationRows,
  edition: CapabilityFramework,
  today: string,
): readonly Rater[] {
  const isOver = (until: string | null): boolean => until !== null && until <= today
  const here = new Set(
    writes.people.filter(({ left_on: left }) => !isOver(left)).map(({ id }) => id),
  )
  const found = writes.relations.flatMap((line): readonly Rater[] => {
    const { id: relationId, person_id: personId, other_id: managerId } = line
    if (line.kind !== 'line-manager' || line.from_day > today || isOver(line.until_day)) return []
    if (!here.has(personId) || !here.has(managerId)) return []
    const holding = writes.holdings.find(
      (each) => each.person_id === personId && each.from_day <= today && !isOver(each.until_day),
    )
    const post = writes.posts.find(({ id }) => id === holding?.post_id)
    const profile = profilesOf(edition).get(post?.role_level ?? '')
    if (post === undefined || profile === undefined) return []
    return [{ personId, relationId, managerId, postId: post.id, profile }]
  })
  const once = new Map(found.map((rater) => [rater.personId, rater]))
  return [...once.values()].slice(0, raters)
}

/** Says of some skills what the role level asks for, of every second one a level less. */
async function rateSkills(
  db: Writing,
  { personId, profile }: Rater,
  { edition, now }: { readonly edition: CapabilityFramework; readonly now: Date },
): Promise<readonly string[]> {
  const { slug: framework, scale } = edition.framework
  const ids: string[] = []
  for (const [at, [skill, place]] of [...profile.asks].slice(0, skillsEach).entries()) {
    const isLess = at % 2 === 1
    const level = scale[Math.max(place - (isLess ? 2 : 1), 0)] ?? null
    const said: SaidOfSkill = {
      level,
      ticked: [],
      note,
      confidence: '3',
      interest: isLess ? 'learn' : 'same',
    }
    const key = { personId, framework, skill }
    await keepRating(
      db,
      { ...key, edition: edition.edition.name, counted: level, said, claims: [], now },
      undefined,
    )
    const kept = await headOf(db, key)
    if (kept !== undefined) ids.push(kept.id)
  }
  return ids
}

/** What the post of somebody asks for here: all of its role level but one skill. */
async function addMadeUpProfile(
  db: Writing,
  { managerId, postId, profile: { path, asks } }: Rater,
  { edition, organisationId, now }: MadeIn & { readonly edition: CapabilityFramework },
): Promise<void> {
  const id = await addProfile(
    db,
    { organisationId, now },
    {
      name: 'Profile (made up)',
      owner_id: managerId,
      from_day: now.toISOString().slice(0, 10),
      state: 'in-use',
      framework: edition.framework.slug,
      edition: edition.edition.name,
      role_level: path,
    },
  )
  const skill = [...asks.keys()].at(-1) ?? null
  const leftOut = { kind: 'removed', skill, name: null, description: null, level: null } as const
  await saveList(
    db,
    { id, organisation_id: organisationId, list_version: 1 },
    { changes: [{ ...leftOut, reason: note, statements: '{}' }], now },
  )
  await setProfileOfPost(db, postId, id)
}

function nextLevel(
  { role, level }: LevelProfile,
  edition: CapabilityFramework,
): string | undefined {
  return role.levels
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .filter(({ rank }) => (rank ?? 0) > (level.rank ?? 0))
    .map(({ slug }) => `${role.slug}/${slug}`)
    .find((path) => profilesOf(edition).has(path))
}
