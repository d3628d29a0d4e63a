import { field, make } from './dom.client.ts'

/**
 * A field that leaves only those skills of a list to choose from whose name holds what is typed.
 * What is ticked already stays in sight.
 *
 * @example
 * list.prepend(skillFilter(list))
 */
export function skillFilter(list: HTMLElement): HTMLElement {
  const input = make('input', { class: 'govuk-input', id: 'skill-filter', type: 'search' })
  input.autocomplete = 'off'
  input.spellcheck = false
  const count = make('p', { class: 'quiet', role: 'status' })
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase()
    let [all, fitting] = [0, 0]
    for (const group of list.querySelectorAll<HTMLElement>('.own-choice')) {
      let seen = 0
      for (const item of group.querySelectorAll<HTMLElement>('.govuk-checkboxes__item')) {
        const fits = (item.textContent ?? '').toLowerCase().includes(wanted)
        const isTicked = item.querySelector('input')?.checked === true
        item.hidden = !fits && !isTicked
        all += 1
        if (fits) fitting += 1
        if (!item.hidden) seen += 1
      }
      group.hidden = seen === 0
    }
    count.textContent = wanted === '' ? '' : `${fitting} of ${all} skills fit.`
  })
  // Enter would send what is ticked so far.
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault()
  })
  return make('div', { class: 'own-filter' }, [field('Filter by name', input), count])
}
