/** What an element is made with. Words become text nodes: nothing here reads markup. */
export interface Made {
  readonly class?: string
  readonly id?: string
  readonly [attribute: string]: string | undefined
}

/**
 * Makes an element.
 *
 * @example
 * make('p', { class: 'govuk-body' }, ['Kept in this browser only'])
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Made = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/** A button that does something on the page. */
export function button(text: string, does: () => void, kind = ''): HTMLButtonElement {
  const made = make('button', { type: 'button', class: `govuk-button ${kind}`.trim() }, [text])
  made.addEventListener('click', does)
  return made
}

/** A field under its label. */
export function field(label: string, control: HTMLElement, hint = ''): HTMLDivElement {
  const name = make('label', { class: 'govuk-label', for: control.id }, [label])
  const children = hint === '' ? [name, control] : [name, hintFor(control, hint), control]
  return make('div', { class: 'govuk-form-group' }, children)
}

function hintFor(control: HTMLElement, hint: string): HTMLElement {
  const id = `${control.id}-hint`
  control.setAttribute('aria-describedby', id)
  return make('p', { id, class: 'quiet' }, [hint])
}

/** One choice of a list. */
export function option(value: string, text: string, chosen: boolean): HTMLOptionElement {
  const made = make('option', { value }, [text])
  made.selected = chosen
  return made
}

/** Moves the focus to something that cannot have it otherwise. */
export function focusOn(element: HTMLElement): void {
  element.tabIndex = -1
  element.focus()
}

/** Lets a person save text as a file. Nothing is sent anywhere. */
export function saveAs(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  make('a', { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
