import { Type } from 'typebox'
import type { Tables } from '../../platform/store/index.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import type { Grade, UsualGrade } from '../store/grades.ts'
import type { ListedPost, NamedHolding } from '../store/posts.ts'
import type { Team } from '../store/teams.ts'
import { dataOf } from './operation.ts'
import {
  Day,
  days,
  daysOf,
  exact,
  Fte,
  Id,
  Named,
  orNull,
  pageQuery,
  Paging,
  pagingOf,
  RoleLevel,
  roleLevelOf,
  Terms,
  Text,
} from './shapes.ts'

const team = {
  id: Id,
  name: Text,
  reference: Text,
  partOf: orNull(Id),
  path: Type.Array(Text, { description: 'Names from the top down to the team' }),
  people: Type.Integer(),
}

/** A team at its place in the tree, with how many people are in it. */
export interface FoundTeam {
  readonly team: Team
  readonly path: readonly string[]
  readonly people: number
}

function teamOf({ team: { id, name, reference, parent_id: partOf }, path, people }: FoundTeam) {
  return { id, name, reference, partOf, path: [...path], people }
}

/** The teams of an organisation. */
export const teamsData = dataOf({
  summary: 'The teams of an organisation, each followed by those below it',
  schema: exact({ teams: Type.Array(exact(team)) }),
  of: (teams: readonly FoundTeam[]) => ({ teams: teams.map(teamOf) }),
})

/** One team. */
export const teamData = dataOf({
  summary: 'One team',
  schema: exact({
    ...team,
    isEmpty: Type.Boolean({ description: 'Only an empty team can be deleted' }),
  }),
  of: ({ isEmpty, ...found }: FoundTeam & { readonly isEmpty: boolean }) => ({
    ...teamOf(found),
    isEmpty,
  }),
})

const post = {
  id: Id,
  reference: Text,
  title: Text,
  team: orNull(Named),
  grade: orNull(Named),
  roleLevel: orNull(RoleLevel),
  funded: Type.Boolean(),
  fte: Fte,
  holdings: Type.Array(exact({ id: Id, person: Named, terms: Terms, fte: Fte, ...days })),
}

function postOf(row: ListedPost, holdings: readonly NamedHolding[]) {
  const { id, reference, title } = row
  return {
    id,
    reference,
    title,
    team: namedOr(row.team_id, row.team_name),
    grade: namedOr(row.grade_id, row.grade_name),
    roleLevel: roleLevelOf(row),
    funded: row.funded === 1,
    fte: row.fte / 100,
    holdings: holdings.map((holding) => ({
      id: holding.id,
      person: { id: holding.person_id, name: holding.person_name },
      terms: holding.terms,
      fte: holding.fte / 100,
      ...daysOf(holding),
    })),
  }
}

function namedOr(id: string | null, name: string | null) {
  return id === null || name === null ? null : { id, name }
}

/** Posts with who holds or held each. */
export interface FoundPosts {
  readonly posts: readonly ListedPost[]
  readonly holdings: readonly NamedHolding[]
  readonly all: number
}

/** A page of the posts of an organisation. */
export const postsData = dataOf({
  summary: 'The posts of an organisation by reference, with who holds or held each',
  query: pageQuery,
  schema: exact({ posts: Type.Array(exact(post)), paging: Paging }),
  of: ({ posts, holdings, all }: FoundPosts, asked: OrganisationAsked) => {
    const byPost = Map.groupBy(holdings, ({ post_id: id }) => id)
    return {
      posts: posts.map((row) => postOf(row, byPost.get(row.id) ?? [])),
      paging: pagingOf(asked, '/posts', all),
    }
  },
})

/** One post. */
export const postData = dataOf({
  summary: 'One post, with who holds or held it',
  schema: exact(post),
  of: ({ post: row, holdings }: { post: ListedPost; holdings: readonly NamedHolding[] }) =>
    postOf(row, holdings),
})

/** Grades with what they pay and which role levels usually have them. */
export interface FoundGrades {
  readonly grades: readonly Grade[]
  readonly ranges: readonly Tables['pay_ranges'][]
  readonly usual: readonly UsualGrade[]
}

/** The grades of an organisation. */
export const gradesData = dataOf({
  summary: 'The grades of an organisation, what they pay, and the usual grades of role levels',
  schema: exact({
    grades: Type.Array(
      exact({
        id: Id,
        name: Text,
        position: Type.Integer({ description: '1 is the most junior' }),
        equivalent: orNull(Text),
        pay: Type.Array(
          exact({ from: Day, leastPence: Type.Integer(), mostPence: Type.Integer() }),
        ),
      }),
    ),
    usual: Type.Array(exact({ framework: Text, roleLevel: Text, grade: Named })),
  }),
  of: ({ grades, ranges, usual }: FoundGrades) => ({
    grades: grades.map(({ id, name, position, equivalent }) => ({
      id,
      name,
      position,
      equivalent,
      pay: ranges
        .filter((range) => range.grade_id === id)
        .map((range) => ({
          from: range.from_day,
          leastPence: range.least_pence,
          mostPence: range.most_pence,
        })),
    })),
    usual: usual.map((each) => ({
      framework: each.framework,
      roleLevel: each.role_level,
      grade: { id: each.grade_id, name: each.grade_name },
    })),
  }),
})
