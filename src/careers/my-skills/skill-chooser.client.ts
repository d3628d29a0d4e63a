import { button, make } from './dom.client.ts'
import { skillGroups } from './present-form.ts'
import type { SkillGroup } from './present-form.ts'
import { said } from './skill-block.client.ts'
import { skillFilter } from './skill-filter.client.ts'
import type { ToolParts } from './tool-parts.client.ts'

/** The list of all skills to choose from, as on the page that a person starts from. */
export function skillChooser(parts: ToolParts, open: (parts: ToolParts) => void): HTMLElement {
  const { own, framework } = parts
  const groups = skillGroups(framework.edition)
  const list = make('div', {}, groups.map(letterGroup))
  const start = button('Start with these skills', () => {
    const boxes = list.querySelectorAll<HTMLInputElement>('input:checked')
    if (boxes.length === 0) {
      parts.say('Choose at least one skill.')
      return
    }
    for (const { value } of boxes) own.set(own.of(value))
    open(parts)
    document.getElementById('target')?.focus()
  })
  const count = groups.reduce((sum, { skills }) => sum + skills.length, 0)
  const words = make('span', { class: 'govuk-details__summary-text' }, [
    `Choose the skills you know from ${count}`,
  ])
  return make('details', { class: 'govuk-details no-print' }, [
    make('summary', { class: 'govuk-details__summary' }, [words]),
    make('div', { class: 'govuk-details__text' }, [skillFilter(list), list, start]),
  ])
}

function letterGroup({ letter, skills }: SkillGroup): HTMLElement {
  const items = skills.map(({ slug, name }) => {
    const id = `asked-${slug}`
    const input = make('input', { class: 'govuk-checkboxes__input', id, type: 'checkbox' })
    input.value = slug
    const label = make('label', { class: 'govuk-label govuk-checkboxes__label', for: id }, [
      said(name),
    ])
    return make('div', { class: 'govuk-checkboxes__item' }, [input, label])
  })
  return make('fieldset', { class: 'govuk-fieldset own-choice' }, [
    make('legend', { class: 'govuk-fieldset__legend govuk-fieldset__legend--s' }, [letter]),
    make('div', { class: 'govuk-checkboxes govuk-checkboxes--small own-choice__skills' }, items),
  ])
}
