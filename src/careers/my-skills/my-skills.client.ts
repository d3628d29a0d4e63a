import { make } from './dom.client.ts'
import { loadFramework } from './framework.client.ts'
import { aboutEdition, fileLoader } from './load.client.ts'
import { keepForOffline } from './offline.client.ts'
import { onKeptElsewhere, OwnSkills } from './own-skills.client.ts'
import { skillFilter } from './skill-filter.client.ts'
import { openTool } from './tool.client.ts'
import type { ToolParts } from './tool-parts.client.ts'

const found = document.querySelector<HTMLElement>('[data-my-skills]')
if (found !== null) void begin(found)

/** Turns the page into a tool that sends nothing. Without the framework it stays a form. */
async function begin(root: HTMLElement): Promise<void> {
  const framework = await loadFramework()
  if (framework === undefined) return
  const status = make('p', { class: 'own-status', role: 'status' })
  const notes = make('ul', { class: 'govuk-list govuk-list--bullet own-notes no-print' })
  root.before(status, notes)
  const own = new OwnSkills(framework.edition)
  const parts: ToolParts = {
    root,
    framework,
    own,
    say: (words) => {
      status.textContent = words
    },
    note: (sentences) => {
      notes.replaceChildren(...sentences.map((sentence) => make('li', {}, [sentence])))
    },
  }
  const recalled = own.recall()
  const asked = root.dataset['target']
  if (asked) own.target = asked
  if (recalled !== undefined || root.dataset['mySkills'] === 'form') openTool(parts)
  else enhanceStart(parts)
  onKeptElsewhere(() => {
    if (own.recall() !== undefined) openTool(parts)
  })
  parts.say(
    recalled === undefined
      ? 'What you say stays in this browser. Nothing is sent.'
      : 'These are the skills kept in this browser only.',
  )
  if (recalled !== undefined) parts.note(await aboutEdition(framework, recalled))
  // Only what is newest is kept: an older edition is looked at, not worked with every day.
  if (framework.base !== framework.root) return
  void keepForOffline(framework.root, () => {
    document.documentElement.dataset['offline'] = 'ready'
  })
}

/** Starts on the page itself, so that not even the role level is sent. */
function enhanceStart(parts: ToolParts): void {
  const { root, own } = parts
  const start = (target: string, asked: readonly string[]): void => {
    own.target = target
    for (const skill of asked) own.set(own.of(skill))
    openTool(parts)
    document.getElementById('target')?.focus()
  }
  onSubmit(root.querySelector('form[method=get]'), () =>
    start(root.querySelector('select')?.value ?? '', []),
  )
  const chooser = root.querySelector<HTMLElement>('form[data-choose] .govuk-details__text')
  chooser?.prepend(skillFilter(chooser))
  onSubmit(root.querySelector('form[data-choose]'), () => {
    const boxes = root.querySelectorAll<HTMLInputElement>('input[name=asked]:checked')
    start(
      '',
      [...boxes].map(({ value }) => value),
    )
  })
  const load = root.querySelector('form[data-load]')
  load?.replaceChildren(
    make('h2', { class: 'govuk-heading-m' }, ['From a file you saved']),
    fileLoader(parts, openTool),
  )
}

function onSubmit(form: Element | null, does: () => void): void {
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    does()
  })
}
