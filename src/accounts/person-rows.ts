import { readableDate } from '../platform/index.ts'
import type { Tables } from '../platform/store/index.ts'
import { levelText } from './role-level-options.ts'
import type { Section } from './sheet.ts'
import type { EditionOf } from './skills/own-page.ts'
import type { HeldPost, NamedRelation, PersonSheet } from './store/person-sheet.ts'

/** On which terms somebody holds a post, in words. */
export const termsInWords: Readonly<Record<Tables['holdings']['terms'], string>> = {
  permanent: 'Permanent',
  'fixed-term': 'Fixed term',
  loan: 'Loan',
  secondment: 'Secondment',
  apprentice: 'Apprentice',
  contingent: 'Contingent worker',
}

/** What somebody is to a person, in words. */
export const relationsInWords: Readonly<Record<Tables['relations']['kind'], string>> = {
  'line-manager': 'Line manager',
  'professional-assessor': 'Professional assessor',
  countersigner: 'Countersigner',
}

/**
 * A share of full time in words.
 *
 * @example
 * fteInWords(60) // '0.6'
 */
export function fteInWords(hundredths: number): string {
  return String(hundredths / 100)
}

/**
 * From when until when, in words.
 *
 * @example
 * daysInWords({ from_day: '2026-01-01', until_day: null }) // 'from 1 January 2026'
 */
export function daysInWords(days: {
  readonly from_day: string
  readonly until_day: string | null
}): string {
  const from = `from ${readableDate(days.from_day)}`
  return days.until_day === null ? from : `${from} until ${readableDate(days.until_day)}`
}

/** Whether something dated holds on a day: the day it ends is the first without it. */
export function holdsOn(
  { from_day: from, until_day: until }: { from_day: string; until_day: string | null },
  day: string,
): boolean {
  return from <= day && (until === null || until > day)
}

/** The role level a post names, as the edition it was chosen from calls it. */
export function postLevelInWords(
  {
    framework,
    edition,
    role_level: path,
  }: Pick<Tables['posts'], 'framework' | 'edition' | 'role_level'>,
  editionOf: EditionOf,
): string {
  if (path === null) return 'None'
  if (framework === null || edition === null) return path
  return levelText(editionOf({ framework, edition }), path)
}

/** The posts somebody holds or held, as a table. */
export function postTable(
  posts: readonly HeldPost[],
  {
    editionOf,
    link,
  }: { readonly editionOf: EditionOf; readonly link?: (postId: string) => string },
): NonNullable<Section['table']> {
  return {
    caption: 'Posts',
    head: ['Post', 'Reference', 'Grade', 'Role level', 'Terms', 'Full-time equivalent', 'When'],
    rows: posts.map((post) => [
      { text: post.title, href: link?.(post.post_id) },
      post.reference,
      post.grade ?? 'None',
      postLevelInWords(post, editionOf),
      termsInWords[post.terms],
      fteInWords(post.fte),
      daysInWords(post),
    ]),
  }
}

/** Who is what to a person and the other way round, as a table; undefined where there is nobody. */
export function relationTable({
  relations,
  relationsTo,
}: Pick<PersonSheet, 'relations' | 'relationsTo'>): Section['table'] {
  if (relations.length + relationsTo.length === 0) return undefined
  return {
    caption: 'Reporting lines',
    head: ['Who', 'When'],
    rows: [
      ...relations.map((each) =>
        relationRow(each, `${relationsInWords[each.kind]}: ${each.other_name}`),
      ),
      ...relationsTo.map((each) =>
        relationRow(each, `${relationsInWords[each.kind]} of ${each.person_name}`),
      ),
    ],
  }
}

function relationRow(relation: NamedRelation, words: string): readonly string[] {
  return [words, daysInWords(relation)]
}
