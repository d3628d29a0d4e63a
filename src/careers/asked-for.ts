import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { ExpectedFailure } from '../platform/index.ts'
import { routeRules } from './route.ts'
import type { RouteRule } from './route.ts'

const name = Type.String({ maxLength: 200 })
const names = Type.Optional(
  Type.Union([Type.String({ maxLength: 800 }), Type.Array(name, { maxItems: 8 })]),
)
const CompareQuery = Type.Object({ levels: names, skills: names, change: Type.Optional(name) })
const NearestQuery = Type.Object({
  all: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
})
const MapQuery = Type.Object({ family: Type.Optional(name) })
const RouteQuery = Type.Object({
  from: Type.Optional(name),
  to: Type.Optional(name),
  rule: Type.Optional(name),
})

/** What a reader wants to compare. */
export interface CompareAsked {
  readonly levels: readonly string[]
  readonly skills: readonly string[]
  /** Given as a form gives them: the permanent address is another one. */
  readonly fromForm: boolean
  /** To choose others, with these chosen already. */
  readonly change: boolean
}

/** Reads the query of a comparison, or throws an `ExpectedFailure`. */
export function compareAsked(query: unknown): CompareAsked {
  if (!Value.Check(CompareQuery, query)) throw new ExpectedFailure('query-not-valid')
  const { levels, skills, change } = query
  return {
    levels: listOf(levels),
    skills: listOf(skills),
    fromForm: Array.isArray(levels) || Array.isArray(skills),
    change: change === 'yes',
  }
}

/** Whether a reader wants every level of every role. */
export function allAsked(query: unknown): boolean {
  if (!Value.Check(NearestQuery, query)) throw new ExpectedFailure('query-not-valid')
  return query.all === 'true'
}

/** The family a reader looks at; undefined: none. */
export function familyAsked(query: unknown): string | undefined {
  if (!Value.Check(MapQuery, query)) throw new ExpectedFailure('query-not-valid')
  return query.family || undefined
}

/** What a reader wants to find a route between. Empty: not chosen yet. */
export interface RouteAsked {
  readonly from: string
  readonly to: string
  readonly rule: RouteRule
}

/** Reads the query of a route, or throws an `ExpectedFailure`. */
export function routeAsked(query: unknown): RouteAsked {
  if (!Value.Check(RouteQuery, query)) throw new ExpectedFailure('query-not-valid')
  const { from = '', to = '', rule } = query
  const known = ruleNames.find((one) => one === rule)
  if (rule && known === undefined) throw new ExpectedFailure('route-rule-not-valid')
  return { from: from.trim(), to: to.trim(), rule: known ?? 'fewest-moves' }
}

/** The names of the rules, in the order in which they are offered. */
export const ruleNames: readonly RouteRule[] = ['fewest-moves', 'smallest-steps', 'stay-in-family']

/** The words of a rule. */
export function ruleWords(rule: RouteRule): { readonly title: string; readonly inWords: string } {
  const { title, inWords } = routeRules[rule]
  return { title, inWords }
}

function listOf(value: string | readonly string[] | undefined): string[] {
  const parts = typeof value === 'string' ? value.split(',') : (value ?? [])
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
