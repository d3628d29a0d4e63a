import { folded } from '../../framework/index.ts'
import type { Tables } from '../../platform/store/index.ts'
import type { Field } from './fields.ts'
import type { Held } from './held-posts.ts'
import type { Matched } from './match.ts'
import type { Planning } from './planning.ts'
import type { KnownLevel } from './role-levels.ts'
import { nearestNames } from './suggestions.ts'

type Post = Tables['posts']

/** A post that the file names, and the rows of those who hold it. */
interface NamedPost {
  readonly kept: Post | undefined
  readonly id: string
  readonly reference: string
  readonly held: Held[]
}

/** The posts of a file: which rows name which, and what is added or changed. */
export interface PlannedPosts {
  /** By reference. */
  readonly posts: ReadonlyMap<string, Post>
  readonly put: readonly Post[]
}

/** Finds the posts a file names, adds those that are missing and changes what it says of them. */
export function planPosts(held: readonly Held[], planning: Planning): PlannedPosts {
  const kept = new Map(planning.state.posts.map((post) => [post.reference, post]))
  const named = new Map<string, NamedPost>()
  for (const each of held) {
    const { postReference: reference } = each
    const post = kept.get(reference)
    const known = named.get(reference)
    if (known !== undefined) known.held.push(each)
    else {
      named.set(reference, {
        kept: post,
        id: post?.id ?? planning.newId(),
        reference,
        held: [each],
      })
    }
  }
  const grades = gradesOf(planning)
  const posts = new Map<string, Post>()
  const put: Post[] = []
  for (const each of named.values()) {
    const post = finished(each, { planning, grades })
    posts.set(each.reference, post)
    if (each.kept === undefined || !isSame(each.kept, post)) put.push(post)
  }
  return { posts, put }
}

interface Grades {
  /** The grade of this name; undefined: none, and a fault was added. */
  find(held: Held): string | undefined
  nameOf(id: string | null): string
}

function gradesOf({ state, faults }: Planning): Grades {
  const byName = new Map(state.grades.map(({ id, name }) => [folded(name), id]))
  const byId = new Map(state.grades.map(({ id, name }) => [id, name]))
  const wrong = new Map<string, string>()
  return {
    nameOf: (id) => (id === null ? 'None' : (byId.get(id) ?? 'None')),
    find({ matched: { row } }) {
      const value = row.texts.grade
      const found = byName.get(folded(value))
      if (found !== undefined || value === '') return found
      const message = wrong.get(value) ?? unknownGrade(value, [...byId.values()])
      wrong.set(value, message)
      faults.add(row.number, 'grade', { value, message })
      return undefined
    },
  }
}

function unknownGrade(value: string, names: readonly string[]): string {
  if (names.length === 0) {
    return 'The organisation has no grades yet. Add them on its page of grades first, or leave this column out.'
  }
  const near = nearestNames(value, names)
  const like =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Use ${names.slice(0, 12).join(', ')}.`
  return `The organisation has no grade of this name. ${like}`
}

interface Finishing {
  readonly planning: Planning
  readonly grades: Grades
}

function finished(named: NamedPost, { planning, grades }: Finishing): Post {
  const { kept, held } = named
  const title = agreed(held, 'postTitle', {
    planning,
    of: ({ matched: { row } }) => row.texts.postTitle,
  })
  const grade = agreed(held, 'grade', { planning, of: (each) => grades.find(each) })
  const level = agreed(held, 'roleLevel', { planning, of: ({ matched: { row } }) => row.roleLevel })
  const start = kept ?? newPost(named, { organisationId: planning.organisationId, level })
  const post: Post = {
    ...start,
    title: title ?? start.title,
    ...(planning.said.has('grade') && { grade_id: grade ?? null }),
    ...(planning.said.has('roleLevel') && levelColumns(start, level)),
    ...(planning.said.has('team') && teamColumn(held, planning)),
  }
  for (const { matched } of held) note(matched, { kept, post, planning, grades })
  return post
}

/** Those who share a post may be in different teams: then it stays where it is. */
function teamColumn(held: readonly Held[], { teamOf }: Planning): Partial<Pick<Post, 'team_id'>> {
  const teams = new Set(held.map(({ matched: { row } }) => teamOf(row.texts.team)?.id ?? null))
  const [team = null] = teams
  return teams.size === 1 ? { team_id: team } : {}
}

function newPost(
  { id, reference }: NamedPost,
  { organisationId, level }: { organisationId: string; level: KnownLevel | undefined },
): Post {
  return {
    id,
    organisation_id: organisationId,
    reference,
    title: level?.name ?? 'Post',
    team_id: null,
    grade_id: null,
    framework: null,
    edition: null,
    role_level: null,
    funded: 1,
    fte: 100,
  }
}

/** The same role level stays in the edition it was chosen from. */
function levelColumns(
  { framework, role_level: path }: Post,
  level: KnownLevel | undefined,
): Partial<Pick<Post, 'framework' | 'edition' | 'role_level'>> {
  if (level === undefined) return { framework: null, edition: null, role_level: null }
  if (framework === level.framework && path === level.path) return {}
  return { framework: level.framework, edition: level.edition, role_level: level.path }
}

/** What the rows of a post say, where they say anything; those who share a post must agree. */
function agreed<T>(
  held: readonly Held[],
  field: Field,
  { planning, of }: { planning: Planning; of: (held: Held) => T | undefined },
): T | undefined {
  let first: { readonly value: T; readonly row: number } | undefined
  for (const each of held) {
    const value = of(each)
    if (value === undefined || value === '') continue
    const { row } = each.matched
    first ??= { value, row: row.number }
    if (first.value === value) continue
    const message = `Row ${first.row} says otherwise of the same post, ${each.postReference}. Put the same in both rows, or give each person a post of their own.`
    planning.faults.add(row.number, field, { value: row.texts[field], message })
  }
  return first?.value
}

interface Noting extends Finishing {
  readonly kept: Post | undefined
  readonly post: Post
}

/** Of a post that somebody is new in, everything; its title stands with the post itself. */
function note({ id, before }: Matched, { kept, post, planning, grades }: Noting): void {
  const { differences, levelTitle } = planning
  const old = before === undefined ? undefined : kept
  const both = (what: string, of: (each: Post) => string): void =>
    differences.add(id, { what, from: old === undefined ? 'None' : of(old), to: of(post) })
  if (old !== undefined) both('Post title', ({ title }) => title)
  both('Grade', ({ grade_id: grade }) => grades.nameOf(grade))
  both('Role level', ({ role_level: level }) => (level === null ? 'None' : levelTitle(level)))
}

function isSame(a: Post, b: Post): boolean {
  return (
    a.title === b.title &&
    a.grade_id === b.grade_id &&
    a.framework === b.framework &&
    a.edition === b.edition &&
    a.role_level === b.role_level &&
    a.team_id === b.team_id
  )
}
