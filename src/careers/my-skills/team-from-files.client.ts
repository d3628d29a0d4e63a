import { button, field, make, option } from './dom.client.ts'
import { loadFramework } from './framework.client.ts'
import { levelGroups } from './present-form.ts'
import { fileLimits, readProfile } from '../../framework/standing/profile-file.ts'
import { paragraph } from './result.client.ts'
import { said } from './skill-block.client.ts'
import { peopleLimit, skillsNotHere, teamMatrix } from './team.ts'
import type { TeamMatrix, TeamMember } from './team.ts'
import { notHereWords, presentTeam } from './present-team.ts'
import { standardRule } from '../../framework/standing/ticks-to-level.ts'
import type { CapabilityFramework } from '../../framework/index.ts'

const found = document.querySelector<HTMLElement>('[data-team]')
if (found !== null) void begin(found)

/** The page as it is while it is open. Nothing of it is kept. */
class Team {
  readonly #edition: CapabilityFramework
  readonly #base: string
  readonly #status = make('div', { class: 'own-status', role: 'status' })
  readonly #people = make('div')
  readonly #matrix = make('div')
  readonly #target = make('select', { class: 'govuk-select', id: 'team-target' })
  #members: TeamMember[] = []
  #next = 1

  constructor(edition: CapabilityFramework, base: string) {
    this.#edition = edition
    this.#base = base
    this.#target.append(
      option('', 'Every skill somebody assessed', true),
      ...levelGroups(edition, '').map(({ role, levels }) =>
        make(
          'optgroup',
          { label: role },
          levels.map(({ value, text }) => option(value, text, false)),
        ),
      ),
    )
    this.#target.addEventListener('change', () => this.#show())
  }

  /** Everything that stands on the page. */
  parts(): HTMLElement[] {
    const input = make('input', {
      class: 'govuk-file-upload',
      id: 'team-files',
      type: 'file',
      accept: '.json,application/json',
    })
    input.multiple = true
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])]
      // The same file can be chosen again.
      input.value = ''
      void this.#add(files)
    })
    const drop = make('div', { class: 'own-drop no-print' }, [
      field('Drop files here, or choose them', input),
    ])
    drop.addEventListener('dragover', (event) => event.preventDefault())
    drop.addEventListener('drop', (event) => {
      event.preventDefault()
      void this.#add([...(event.dataTransfer?.files ?? [])])
    })
    const measure = make('div', { class: 'no-print' }, [
      field(
        'Measure cover against',
        this.#target,
        'Cover counts people at or above what it asks for.',
      ),
    ])
    return [drop, this.#status, this.#people, measure, this.#matrix]
  }

  async #add(files: readonly File[]): Promise<void> {
    const refused: string[] = []
    let added = 0
    for (const file of files) {
      const name = file.name.slice(0, 80)
      if (this.#members.length >= peopleLimit) {
        refused.push(`${name}: a team has at most ${peopleLimit} people here.`)
        continue
      }
      const read =
        file.size > fileLimits.bytes
          ? { reason: 'it is larger than 1 MB.' }
          : readProfile(await file.text())
      if ('reason' in read) refused.push(`${name}: ${read.reason}`)
      else if (![this.#edition.framework.slug, ''].includes(read.profile.framework)) {
        refused.push(`${name}: it is about another framework.`)
      } else {
        const id = this.#next
        this.#next += 1
        const label = name.replace(/\.json$/i, '')
        this.#members.push({ id, label, skills: read.profile.skills })
        added += 1
      }
    }
    const count = added === 1 ? '1 file is read.' : `${added} files are read.`
    const more = refused.length > 10 ? [`${refused.length - 10} more files could not be read.`] : []
    const lines = [`${count} Nothing was uploaded.`, ...refused.slice(0, 10), ...more]
    this.#status.replaceChildren(...lines.map((line) => make('p', {}, [line])))
    this.#show()
  }

  #show(): void {
    this.#people.replaceChildren(...this.#members.map((member) => this.#person(member)))
    this.#showMatrix()
  }

  #showMatrix(): void {
    const matrix = teamMatrix(this.#edition, {
      members: this.#members,
      target: this.#target.value,
      rule: standardRule,
    })
    this.#matrix.replaceChildren(...(this.#members.length === 0 ? [] : this.#table(matrix)))
  }

  #person(member: TeamMember): HTMLElement {
    const id = `person-${member.id}`
    const input = make('input', { class: 'govuk-input', id, type: 'text', maxlength: '80' })
    input.value = member.label
    input.autocomplete = 'off'
    input.addEventListener('input', () => {
      this.#members = this.#members.map((one) =>
        one.id === member.id ? { ...one, label: input.value } : one,
      )
      this.#showMatrix()
    })
    const remove = button(
      'Take out',
      () => {
        this.#members = this.#members.filter((one) => one.id !== member.id)
        this.#show()
        document.getElementById('team-files')?.focus()
      },
      'govuk-button--secondary',
    )
    remove.append(make('span', { class: 'govuk-visually-hidden' }, [` ${member.label}`]))
    return make('div', { class: 'filters own-person' }, [field('Label', input), remove])
  }

  #table(matrix: TeamMatrix): HTMLElement[] {
    const { caption, head, rows, note } = presentTeam(this.#edition, matrix)
    const notHere = notHereWords(skillsNotHere(this.#edition, this.#members))
    const header = head.map((text) =>
      make('th', { class: 'govuk-table__header', scope: 'col' }, [text]),
    )
    const body = rows.map(({ href, name, cells }) =>
      make('tr', { class: 'govuk-table__row' }, [
        make('th', { class: 'govuk-table__header', scope: 'row' }, [
          make('a', { class: 'govuk-link', href: `${this.#base}${href}` }, [said(name)]),
        ]),
        ...cells.map((text) => make('td', { class: 'govuk-table__cell' }, [text])),
      ]),
    )
    const region = { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': caption }
    return [
      make('h2', { class: 'govuk-heading-m' }, [caption]),
      paragraph(note),
      ...notHere.map((words) => paragraph(words)),
      make('div', region, [
        make('table', { class: 'govuk-table own-table own-table--team', 'aria-label': caption }, [
          make('thead', { class: 'govuk-table__head' }, [
            make('tr', { class: 'govuk-table__row' }, header),
          ]),
          make('tbody', { class: 'govuk-table__body' }, body),
        ]),
      ]),
    ]
  }
}

async function begin(root: HTMLElement): Promise<void> {
  const framework = await loadFramework()
  if (framework === undefined) {
    root.replaceChildren(paragraph('The framework could not be loaded. Load this page again.'))
    return
  }
  root.replaceChildren(...new Team(framework.edition, framework.base).parts())
}
