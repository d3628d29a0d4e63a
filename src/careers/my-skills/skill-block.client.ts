import type { Skill, SkillLevel } from '../../framework/index.ts'
import { shown, shownName } from '../../platform/frame.ts'
import type { ShownText } from '../../platform/frame.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'
import { button, field, make } from './dom.client.ts'
import type { OwnSkills } from './own-skills.client.ts'
import { askedOf, levelChoices, noteHint } from './present-form.ts'
import { wordOf } from './in-words.ts'
import { fileLimits } from '../../framework/standing/profile-file.ts'
import { placeOf } from '../../framework/standing/standing.ts'
import { levelFromTicks } from '../../framework/standing/ticks-to-level.ts'

/** What a block of one skill needs. */
export interface BlockParts {
  readonly own: OwnSkills
  readonly target: LevelProfile | undefined
  readonly scale: readonly string[]
  /** Called after every change. */
  readonly changed: () => void
}

/** A skill on the page, and how to bring it up to date. */
export interface SkillBlock {
  readonly element: HTMLElement
  readonly update: () => void
}

/** Published wording, marked with its language where that is not the page's. */
export function said({ value, lang }: ShownText): Node {
  return lang === undefined ? document.createTextNode(value) : make('span', { lang }, [value])
}

/** One skill: its level first, then the statements of that level and its neighbours. */
export function skillBlock(skill: Skill, parts: BlockParts): SkillBlock {
  const { own, target, scale, changed } = parts
  const ticks = make('p', { class: 'quiet', 'aria-live': 'polite' })
  const levels = make('div')
  const showLevels = (): void => {
    levels.replaceChildren(...statementLevels(skill, parts))
  }
  const update = (): void => {
    ticks.textContent = tickSentence(skill, parts)
  }
  const radios = levelRadios(skill, parts, (level) => {
    own.set({ ...own.of(skill.slug), level: level === '' ? null : level })
    if (levels.childElementCount > 0) showLevels()
    changed()
  })
  const name = shownName(skill.name)
  const details = make('details', { class: 'govuk-details' }, [
    make('summary', { class: 'govuk-details__summary' }, [
      make('span', { class: 'govuk-details__summary-text' }, [
        'Statements and evidence',
        make('span', { class: 'govuk-visually-hidden' }, [` of ${name.value}`]),
      ]),
    ]),
    make('div', { class: 'govuk-details__text' }, [levels, noteField(skill, parts)]),
  ])
  // Most are never opened: their statements are made when they are.
  details.addEventListener('toggle', () => {
    if (details.open && levels.childElementCount === 0) showLevels()
  })
  levels.addEventListener('own-skill-ticked', () => {
    update()
    changed()
  })
  update()
  const asked = askedOf(skill.slug, { target, scale })
  const element = make('section', { class: 'own-skill' }, [
    make('fieldset', { class: 'govuk-fieldset' }, [
      make('legend', { class: 'govuk-fieldset__legend govuk-fieldset__legend--s' }, [said(name)]),
      ...(asked === '' ? [] : [make('p', { class: 'quiet' }, [asked])]),
      radios,
    ]),
    ticks,
    details,
  ])
  return { element, update }
}

function levelRadios(
  { slug }: Skill,
  { own, scale }: BlockParts,
  chosen: (level: string) => void,
): HTMLElement {
  const current = own.of(slug).level
  const known = current !== null && placeOf(current, scale) !== undefined ? current : ''
  return make(
    'div',
    { class: 'govuk-radios govuk-radios--small govuk-radios--inline' },
    levelChoices(scale).map(({ value, text }, at) => {
      const id = `level-${slug}-${at}`
      const input = make('input', { class: 'govuk-radios__input', id, type: 'radio', value })
      input.name = `level-${slug}`
      input.checked = value === known
      input.addEventListener('change', () => chosen(value))
      const label = make('label', { class: 'govuk-label govuk-radios__label', for: id }, [text])
      return make('div', { class: 'govuk-radios__item' }, [input, label])
    }),
  )
}

/** What the ticks add up to, beside the level set by hand. */
function tickSentence(skill: Skill, { own, scale }: BlockParts): string {
  const { ticked } = own.of(skill.slug)
  const { place, levels } = levelFromTicks(skill, new Set(ticked), own.rule)
  if (place === undefined) return ''
  const counts = levels
    .filter((level) => level.ticked > 0)
    .map((level) => `${level.ticked} of ${level.of} at ${wordOf(level.place, scale).toLowerCase()}`)
  const reached = place === 0 ? 'no level yet' : wordOf(place, scale).toLowerCase()
  return `Your ticks add up to ${reached}: ${counts.join(', ')}.`
}

/**
 * The levels up to the one above what was chosen or is asked for. Lower ones are needed for the
 * rule; higher ones would only be more to read.
 */
function statementLevels(skill: Skill, parts: BlockParts): HTMLElement[] {
  const { own, target, scale } = parts
  const chosen = placeOf(own.of(skill.slug).level, scale) ?? target?.asks.get(skill.slug) ?? 0
  const places = skill.levels.map((_, at) => at + 1)
  const shownPlaces = places.filter((place) => place <= chosen + 1 || place <= 2)
  const hidden = places.filter((place) => !shownPlaces.includes(place))
  const made = shownPlaces.map((place) => levelGroup(skill, { place, parts }))
  if (hidden.length === 0) return made
  const rest = make('div', {})
  const more = button(
    'Show the other levels',
    () => {
      rest.replaceChildren(...hidden.map((place) => levelGroup(skill, { place, parts })))
      rest.querySelector('input')?.focus()
    },
    'govuk-button--secondary',
  )
  rest.append(more)
  return [...made, rest]
}

function levelGroup(
  skill: Skill,
  { place, parts }: { readonly place: number; readonly parts: BlockParts },
): HTMLElement {
  const level: SkillLevel | undefined = skill.levels[place - 1]
  const word = wordOf(place, parts.scale)
  if (level === undefined || level.statements.length === 0) {
    return make('p', { class: 'quiet' }, [`${word}: the framework does not define this level.`])
  }
  const boxes = level.statements.map(({ id, text }) =>
    checkbox(id, said(shown(text)), { skill, parts }),
  )
  const inputs = boxes.flatMap((box) => [...box.querySelectorAll('input')])
  const all = button(
    `Tick all at ${word.toLowerCase()}`,
    () => {
      for (const input of inputs) if (!input.checked) input.click()
    },
    'govuk-button--secondary own-skill__all',
  )
  return make('fieldset', { class: 'govuk-fieldset own-skill__level' }, [
    make('legend', { class: 'govuk-fieldset__legend govuk-fieldset__legend--s' }, [
      `${word}. You can:`,
    ]),
    make('div', { class: 'govuk-checkboxes govuk-checkboxes--small' }, boxes),
    ...(boxes.length > 1 ? [all] : []),
  ])
}

function checkbox(
  id: string,
  text: Node,
  { skill, parts: { own } }: { readonly skill: Skill; readonly parts: BlockParts },
): HTMLElement {
  const input = make('input', { class: 'govuk-checkboxes__input', id, type: 'checkbox' })
  input.checked = own.of(skill.slug).ticked.includes(id)
  input.addEventListener('change', () => {
    const before = own.of(skill.slug)
    const others = before.ticked.filter((each) => each !== id)
    own.set({ ...before, ticked: input.checked ? [...others, id] : others })
    input.dispatchEvent(new Event('own-skill-ticked', { bubbles: true }))
  })
  const label = make('label', { class: 'govuk-label govuk-checkboxes__label', for: id }, [text])
  return make('div', { class: 'govuk-checkboxes__item' }, [input, label])
}

function noteField({ slug }: Skill, { own, changed }: BlockParts): HTMLElement {
  const area = make('textarea', { class: 'govuk-textarea', id: `note-${slug}`, rows: '3' })
  area.maxLength = fileLimits.characters
  area.value = own.of(slug).note ?? ''
  area.addEventListener('input', () => {
    own.set({ ...own.of(slug), note: area.value })
    changed()
  })
  return field('Evidence', area, noteHint)
}
