import { make } from './dom.client.ts'
import type { NamedLink } from './in-words.ts'
import type { ShownNear } from './present-near.ts'
import type { ResultView, ShownWork } from './present-result.ts'
import { said } from './skill-block.client.ts'

/** The same result as the server's page, made in the browser. */
export function resultParts(result: ResultView): HTMLElement[] {
  const { headline, bounds, rows, work, moreWork, near, moreNear, met } = result
  return [
    paragraph(headline, 'govuk-body-l'),
    ...(bounds === '' ? [] : [paragraph(bounds)]),
    ...(rows.length === 0 ? [] : [heading(result.caption), table(result)]),
    ...(work.length === 0
      ? []
      : [heading(result.workHeading), paragraph(result.workRule, 'quiet'), ...works(work)]),
    ...(moreWork.length === 0 ? [] : [heading('After that'), ...works(moreWork)]),
    ...(near.length === 0
      ? []
      : [heading('Nearest role levels'), paragraph(result.nearNote, 'quiet'), nears(near)]),
    ...(moreNear.length === 0 ? [] : [folded(`Show ${moreNear.length} more`, nears(moreNear))]),
    ...(met.length === 0 ? [] : [heading('Role levels you meet already'), nears(met)]),
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

function folded(words: string, content: HTMLElement, of = ''): HTMLElement {
  return make('details', { class: 'govuk-details' }, [
    make('summary', { class: 'govuk-details__summary' }, [
      make('span', { class: 'govuk-details__summary-text' }, [
        words,
        ...(of === '' ? [] : [make('span', { class: 'govuk-visually-hidden' }, [`: ${of}`])]),
      ]),
    ]),
    make('div', { class: 'govuk-details__text' }, [content]),
  ])
}

function linkTo({ href, name }: NamedLink): HTMLElement {
  return make('a', { class: 'govuk-link', href }, [said(name)])
}

function table({ caption, head: titles, rows }: ResultView): HTMLElement {
  const head = titles.map((text) =>
    make('th', { class: 'govuk-table__header', scope: 'col' }, [text]),
  )
  const body = rows.map((row) => {
    const note =
      row.note === '' ? [] : [make('span', { class: 'own-table__note' }, [`Evidence: ${row.note}`])]
    const name = make('th', { class: 'govuk-table__header', scope: 'row' }, [linkTo(row), ...note])
    const cells = row.cells.map((text) => make('td', { class: 'govuk-table__cell' }, [text]))
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

function works(list: readonly ShownWork[]): HTMLElement[] {
  return list.map((one) =>
    make('section', { class: 'own-work' }, [
      make('h4', { class: 'govuk-heading-s' }, [linkTo(one)]),
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

function nears(list: readonly ShownNear[]): HTMLElement {
  return make(
    'ul',
    { class: 'columns measure near-list' },
    list.map((one) =>
      make('li', {}, [
        linkTo(one),
        paragraph(one.sentence, 'quiet'),
        folded(
          'How this is worked out',
          make('div', {}, [
            paragraph(one.formula, 'quiet'),
            make(
              'ul',
              { class: 'govuk-list govuk-list--bullet near__pairs' },
              one.inputs.map((input) => make('li', {}, [input])),
            ),
          ]),
          one.name.value,
        ),
      ]),
    ),
  )
}
