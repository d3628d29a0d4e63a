import { frameAt, placeAt } from '../../explore/index.ts'
import type { ExploreOptions, Place } from '../../explore/index.ts'
import { ExpectedFailure, twinOf, view } from '../../platform/index.ts'
import type { Frame, Link, PageView, Views } from '../../platform/index.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'
import { apartText, fieldsOf } from './form.ts'
import type { Field, FilledForm } from './form.ts'
import {
  formLead,
  levelGroups,
  noteHint,
  presentSkill,
  ruleChoices,
  skillGroups,
  skillsOfForm,
} from './present-form.ts'
import type { Choice, LevelGroup, ShownSkill, SkillGroup } from './present-form.ts'
import { nameOfLevel } from './in-words.ts'
import { presentResult } from './present-result.ts'
import type { ResultView } from './present-result.ts'
import { standingOf } from '../../framework/standing/standing.ts'
import { resultOf } from './result.ts'
import { standardRule } from '../../framework/standing/ticks-to-level.ts'

/** What every page of My skills says of its edition. */
export interface EditionView extends PageView {
  readonly edition: string
  /** Its name where it is not the newest, else empty: what is newest needs no name. */
  readonly past: string
  /** Where the tool in the browser finds the edition. */
  readonly data: string
}

/** The page on which a person starts. */
export interface StartView extends EditionView {
  readonly problem: string
  readonly nothing: Link | undefined
  readonly groups: readonly LevelGroup[]
  readonly letters: readonly SkillGroup[]
  readonly skillCount: number
}

/** The form. With JavaScript it becomes a tool that sends nothing. */
export interface FormView extends EditionView {
  /** Set where the form is filled in already: then it stays a form. */
  readonly isFilled: boolean
  readonly notes: readonly string[]
  readonly target: string
  readonly groups: readonly LevelGroup[]
  readonly lead: string
  readonly skills: readonly ShownSkill[]
  readonly asked: readonly string[]
  readonly apart: string
  readonly rules: readonly Choice[]
  readonly noteHint: string
}

/** The result of the form. */
export interface ResultPageView extends EditionView {
  readonly result: ResultView
  readonly fields: readonly Field[]
}

const startView = view<StartView>('careers/views/my-skills.njk')
const formView = view<FormView>('careers/views/my-skills-form.njk')
const resultView = view<ResultPageView>('careers/views/my-skills-result.njk')

/**
 * The edition to be assessed against: the newest where none is named.
 *
 * @example
 * placeAsked(options, '2026-11-21').edition.edition.name // '2026-11-21'
 */
export function placeAsked(options: ExploreOptions, name: unknown): Place {
  if (name !== undefined && typeof name !== 'string') throw new ExpectedFailure('query-not-valid')
  const newest = placeAt(options, {})
  if (!name || name === newest.edition.edition.name) return newest
  return placeAt(options, { edition: name })
}

/** The page on which a person starts; `problem` says what was wrong with an earlier try. */
export function startPage(place: Place, views: Views, problem = ''): string {
  const { edition } = place
  const letters = skillGroups(edition)
  const title = 'My skills'
  return views.render(startView, {
    ...aroundOf(place, { title: problem === '' ? title : `Error: ${title}`, path: '/my-skills' }),
    problem,
    nothing:
      letters.length > 0
        ? undefined
        : { href: '/my-skills', text: 'Use My skills with the newest edition' },
    groups: levelGroups(edition, ''),
    letters,
    skillCount: letters.reduce((sum, { skills }) => sum + skills.length, 0),
  })
}

/** A form that nobody has filled in yet. */
export function emptyForm(target: LevelProfile): FilledForm {
  return { skills: [], apart: [], asked: [], target, rule: standardRule }
}

/** The form, with what is said already, and what a person should know of it. */
export function formPage(
  place: Place,
  views: Views,
  { form, notes }: { readonly form: FilledForm; readonly notes?: readonly string[] },
): string {
  const { edition, base } = place
  const { target, asked, apart, rule } = form
  const { scale } = edition.framework
  const title = target === undefined ? 'My skills' : `My skills: ${nameOfLevel(target)}`
  return views.render(formView, {
    ...aroundOf(place, { title, path: '/my-skills/form' }),
    isFilled: notes !== undefined,
    notes: notes ?? [],
    target: target?.path ?? '',
    groups: levelGroups(edition, target?.path ?? ''),
    lead: formLead(target),
    skills: skillsOfForm(edition, form).map((skill) => presentSkill(skill, { base, form, scale })),
    asked,
    apart: apartText(apart),
    rules: ruleChoices(rule),
    noteHint,
  })
}

/** What a filled form comes to. It carries the form along, to be changed or saved. */
export function resultPage(place: Place, views: Views, form: FilledForm): string {
  const { edition, base } = place
  const { skills, apart, target, rule } = form
  const standing = standingOf(edition, { skills: [...skills, ...apart], rule })
  const result = resultOf(edition, { standing, target })
  return views.render(resultView, {
    ...aroundOf(place, { title: 'My skills: result', path: '/my-skills/result' }),
    result: presentResult(edition, { result, rule, base }),
    fields: fieldsOf(edition, form),
  })
}

/** The frame of a page of this part, and what it says of its edition. */
export function aroundOf(
  place: Place,
  { title, path }: { readonly title: string; readonly path: string },
): EditionView {
  const { name } = place.edition.edition
  const past = place.newest ? '' : name
  const query = past === '' ? '' : `?edition=${past}`
  const data = twinOf(`/my-skills${query}`)
  const frame: Frame = {
    ...frameAt(place, { title, address: `${path}${query}` }),
    section: '/my-skills',
    twin: path === '/my-skills' ? data : undefined,
  }
  return { frame, edition: name, past, data }
}
