import { make } from './dom.client.ts'
import type { NamedLink, ResultView, ShownNear, ShownWork } from './present-result.ts'
import { said } from './skill-block.client.ts'

/** The same result as the server's page, made in the browser. */
export function resultParts(result: ResultView, base: string): HTMLElement[] {
  const { headline, bounds, rows, work, moreWork, near, met } = result
  return [
    paragraph(headline, 'govuk-body-l'),
    ...(bounds === '' ? [] : [paragraph(bounds)]),
    ...(rows.length === 0 ? [] : [heading(result.caption), table(result, base)]),
    ...(work.length === 0
      ? []
      : [heading(result.workHeading), paragraph(result.workRule, 'quiet'), ...works(work, base)]),
    ...(moreWork.length === 0 ? [] : [heading('After that'), ...works(moreWork, base)]),
    ...(near.length === 0
      ? []
      : [heading('Nearest role levels'), paragraph(result.nearNote, 'quiet'), nears(near, base)]),
    ...(met.length === 0 ? [] : [heading('Role levels you meet already'), nears(met, base)]),
    heading('How this is worked out'),
    paragraph(result.rule),
    ...(result.left === '' ? [] : [paragraph(result.left)]),
  ]
}

/** A paragraph of plain words. */
export function paragraph(text: string, kind = 'govuk-body'): HTMLElement {
  return make('p', { class: kind }, [text])
}

function heading(text: string): HTMLElement {
  return make('h3', { class: 'govuk-heading-m' }, [text])
}

function linkTo({ href, name }: NamedLink, base: string): HTMLElement {
  return make('a', { class: 'govuk-link', href: `${base}${href}` }, [said(name)])
}

function table({ caption, rows }: ResultView, base: string): HTMLElement {
  const head = ['Skill', 'You', 'Asked for', 'To go'].map((text) =>
    make('th', { class: 'govuk-table__header', scope: 'col' }, [text]),
  )
  const body = rows.map((row) => {
    const note =
      row.note === '' ? [] : [make('span', { class: 'own-table__note' }, [`Evidence: ${row.note}`])]
    const name = make('th', { class: 'govuk-table__header', scope: 'row' }, [
      linkTo(row, base),
      ...note,
    ])
    const cells = [row.yours, row.asked, row.state].map((text) =>
      make('td', { class: 'govuk-table__cell' }, [text]),
    )
    return make('tr', { class: 'govuk-table__row' }, [name, ...cells])
  })
  return make('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': caption }, [
    make('table', { class: 'govuk-table own-table', 'aria-label': caption }, [
      make('thead', { class: 'govuk-table__head' }, [
        make('tr', { class: 'govuk-table__row' }, head),
      ]),
      make('tbody', { class: 'govuk-table__body' }, body),
    ]),
  ])
}

function works(list: readonly ShownWork[], base: string): HTMLElement[] {
  return list.map((one) =>
    make('section', { class: 'own-work' }, [
      make('h4', { class: 'govuk-heading-s' }, [linkTo(one, base)]),
      paragraph(one.sentence),
      paragraph(one.leadIn, 'lead-in'),
      make(
        'ul',
        { class: 'govuk-list govuk-list--bullet' },
        one.statements.map((text) => make('li', {}, [said(text)])),
      ),
    ]),
  )
}

function nears(list: readonly ShownNear[], base: string): HTMLElement {
  return make(
    'ul',
    { class: 'columns measure' },
    list.map((one) => make('li', {}, [linkTo(one, base), paragraph(one.sentence, 'quiet')])),
  )
}
