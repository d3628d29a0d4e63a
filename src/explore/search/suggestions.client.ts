import type { Suggestion } from './found.ts'

/** A pause this long in typing asks for suggestions. */
const pause = 120
const shortest = 2

const kindWords: Readonly<Partial<Record<Suggestion['kind'], string>>> = {
  role: 'Role',
  'role-level': 'Role level',
  skill: 'Skill',
  family: 'Role family',
  page: 'Page',
}

/** What fits a text; undefined where a newer question made this one pointless, or nothing answers. */
export type Suggesting = (
  text: string,
  signal: AbortSignal,
) => Promise<readonly Suggestion[] | undefined>

/** The list under a search field: what stands in it and what is chosen. */
interface Popup {
  readonly list: HTMLElement
  show(suggestions: readonly Suggestion[]): void
  /** Chooses the next or previous option; beyond the ends stands the field itself. */
  move(step: 1 | -1): void
  /** Opens the page of an option; false where there is none. */
  follow(at?: number): boolean
}

function createPopup(input: HTMLInputElement): Popup {
  const list = createList(input)
  let shown: readonly Suggestion[] = []
  let chosen = -1
  const choose = (at: number): void => {
    chosen = at
    for (const [each, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(each === at))
      if (each === at) option.scrollIntoView({ block: 'nearest' })
    }
    if (at === -1) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', optionId(input, at))
  }
  return {
    list,
    show(suggestions) {
      shown = suggestions
      list.replaceChildren(...shown.map((each, at) => createOption(optionId(input, at), each)))
      list.hidden = shown.length === 0
      input.setAttribute('aria-expanded', String(shown.length > 0))
      choose(-1)
    },
    move(step) {
      const count = shown.length + 1
      choose(((chosen + 1 + step + count) % count) - 1)
    },
    follow(at = chosen) {
      const suggestion = shown[at]
      if (suggestion === undefined) return false
      window.location.assign(suggestion.href)
      return true
    },
  }
}

/**
 * Makes the search fields of a page comboboxes. Without this they are search fields that work as
 * they stand.
 *
 * @example
 * suggestInFields((address) => async (text, signal) => ask(address, text, signal))
 */
export function suggestInFields(suggestingAt: (address: string) => Suggesting): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggestions]')) {
    suggestWhileTyping(input, suggestingAt(input.dataset['suggestions'] ?? ''))
  }
}

function suggestWhileTyping(input: HTMLInputElement, suggesting: Suggesting): void {
  const popup = createPopup(input)
  const status = createStatus(input)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined
  const stopAsking = (): void => {
    clearTimeout(timer)
    asking?.abort()
  }
  const close = (): void => {
    stopAsking()
    popup.show([])
    status.textContent = ''
  }
  const ask = async (): Promise<void> => {
    asking?.abort()
    const own = new AbortController()
    asking = own
    const found = await suggesting(input.value, own.signal)
    if (found === undefined || own.signal.aborted) return
    popup.show(found)
    status.textContent = announcement(found.length)
  }
  input.addEventListener('input', (event) => {
    clearTimeout(timer)
    if (event instanceof InputEvent && event.isComposing) return
    if (input.value.trim().length < shortest) close()
    else timer = setTimeout(() => void ask(), pause)
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || popup.list.hidden) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      // An answer that comes late would put another option under the one that is being chosen.
      stopAsking()
      popup.move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Escape') close()
    else if (event.key === 'Tab') return close()
    else if (event.key !== 'Enter' || !popup.follow()) return
    event.preventDefault()
  })
  window.addEventListener('pagehide', close)
  heedPointer(input, popup, close)
}

/** The field keeps the focus while an option is pressed, and loses nothing when the list closes. */
function heedPointer(input: HTMLInputElement, popup: Popup, close: () => void): void {
  const { list } = popup
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role=option]') : null
    if (option !== null) popup.follow([...list.children].indexOf(option))
  })
  // A screen reader's own cursor can leave the field without focus going anywhere else: the list
  // stays open then, or it would close before an option could be pressed.
  input.addEventListener('blur', ({ relatedTarget }) => {
    if (relatedTarget !== null) close()
  })
  document.addEventListener('pointerdown', ({ target }) => {
    const outside = target instanceof Node && !list.contains(target) && target !== input
    if (outside && !list.hidden) close()
  })
}

function createList(input: HTMLInputElement): HTMLUListElement {
  const list = document.createElement('ul')
  list.id = `${input.id}-suggestions`
  list.className = 'site-search__suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Suggestions')
  // A list that scrolls is a stop for Tab in some browsers, and one that closes loses the focus.
  list.tabIndex = -1
  list.hidden = true
  input.after(list)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)
  return list
}

function createStatus(input: HTMLInputElement): HTMLElement {
  const status = document.createElement('div')
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  // Ready before anything is said in it, or nothing would be announced.
  input.after(status)
  return status
}

function optionId(input: HTMLInputElement, at: number): string {
  return `${input.id}-suggestion-${at}`
}

function createOption(id: string, { kind, title, lang, partOf }: Suggestion): HTMLLIElement {
  const option = document.createElement('li')
  option.id = id
  option.className = 'site-search__suggestion'
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  const name = document.createElement('span')
  name.textContent = title.charAt(0).toUpperCase() + title.slice(1)
  name.lang = lang
  const note = document.createElement('span')
  note.className = 'site-search__note'
  const word = kindWords[kind] ?? ''
  note.textContent = partOf === null ? word : `${word} of ${partOf}`
  option.append(name, ' ', note)
  return option
}

function announcement(count: number): string {
  if (count === 0) return 'No suggestions. Press Enter to search.'
  return `${count} ${count === 1 ? 'suggestion' : 'suggestions'}. Use the up and down arrow keys to choose.`
}
