import { make } from './dom.client.ts'
import { loadFramework } from './framework.client.ts'
import { keepForOffline } from './offline.client.ts'
import { onKeptElsewhere, OwnSkills } from './own-skills.client.ts'
import { fileLoader, openTool } from './tool.client.ts'
import type { ToolParts } from './tool.client.ts'

const found = document.querySelector<HTMLElement>('[data-my-skills]')
if (found !== null) void begin(found)

/** Turns the page into a tool that sends nothing. Without the framework it stays a form. */
async function begin(root: HTMLElement): Promise<void> {
  const framework = await loadFramework()
  if (framework === undefined) return
  const status = make('p', { class: 'own-status', role: 'status' })
  root.before(status)
  const own = new OwnSkills(framework.edition)
  const parts: ToolParts = {
    root,
    framework,
    own,
    say: (words) => {
      status.textContent = words
    },
  }
  const recalled = own.recall()
  // Where pages are files, only the address says which role level was chosen.
  const asked = root.dataset['target'] || new URLSearchParams(window.location.search).get('level')
  if (asked) own.target = asked
  if (recalled || root.dataset['mySkills'] === 'form') openTool(parts)
  else enhanceStart(parts)
  onKeptElsewhere(() => {
    if (own.recall()) openTool(parts)
  })
  parts.say(
    recalled
      ? 'These are the skills kept in this browser only.'
      : 'What you say stays in this browser. Nothing is sent.',
  )
  void keepForOffline(framework.base, () => {
    document.documentElement.dataset['offline'] = 'ready'
  })
}

/** Starts on the page itself, so that not even the role level is sent. */
function enhanceStart(parts: ToolParts): void {
  const { root, own } = parts
  const start = (target: string): void => {
    own.target = target
    openTool(parts)
    document.getElementById('target')?.focus()
  }
  root.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    start(root.querySelector('select')?.value ?? '')
  })
  root.querySelector('a[data-empty]')?.addEventListener('click', (event) => {
    event.preventDefault()
    start('')
  })
  root.append(fileLoader(parts))
}
