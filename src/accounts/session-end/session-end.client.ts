import { laterEnd, standing } from './when.ts'
import type { Stage } from './when.ts'

const bar = document.querySelector<HTMLElement>('[data-session-seconds]')
if (bar !== null) watch(bar, Number(bar.dataset['sessionSeconds']))

/** What is shown while a session ends: a line that is read out, and what can be done. */
interface Notice {
  show(stage: Stage, text: string, canStay: boolean): void
  readonly stay: HTMLButtonElement
}

/** Warns before the session ends, in a place of the page that takes no focus and hides nothing. */
function watch(place: HTMLElement, seconds: number): void {
  const notice = createNotice(place)
  const others = new BroadcastChannel('capable-session')
  let endsAt = Date.now() + seconds * 1000
  let shown: Stage = 'open'
  let isLongest = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only pages of this site hear a channel
    others.postMessage({ endsAt })
  }
  const say = (stage: Stage): void => {
    notice.show(stage, textFor(stage, { endsAt, before: shown, isLongest }), !isLongest)
    shown = stage
  }
  const look = (): void => {
    clearTimeout(timer)
    const { stage, changesIn } = standing(endsAt, Date.now())
    if (stage !== shown) say(stage)
    if (changesIn !== undefined) timer = setTimeout(look, changesIn)
  }
  const stay = async (): Promise<void> => {
    const left = await askedToStay(place)
    if (left === undefined) {
      notice.show(shown, 'The server cannot be reached. Try again.', true)
      return
    }
    endsAt = Date.now() + left * 1000
    const { stage } = standing(endsAt, Date.now())
    isLongest = stage === 'soon' || stage === 'last'
    tell()
    // Said even where nothing changed: whoever pressed the button waits for an answer.
    say(stage)
    look()
  }
  notice.stay.addEventListener('click', () => void stay())
  others.addEventListener('message', ({ data }) => {
    const later = laterEnd(endsAt, data)
    if (later > endsAt) isLongest = false
    endsAt = later
    look()
  })
  // Time goes on while a laptop sleeps or a page waits to be gone back to; timers may not.
  for (const event of ['focus', 'pageshow']) window.addEventListener(event, look)
  document.addEventListener('visibilitychange', look)
  tell()
  look()
}

/** How many seconds the session lasts now; 0: it has ended; undefined: nobody answers. */
async function askedToStay(place: HTMLElement): Promise<number | undefined> {
  const word = place.querySelector<HTMLInputElement>('input[name=word]')?.value ?? ''
  try {
    const response = await fetch('/account/still-here', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ word }),
    })
    if (response.status === 401) return 0
    const answer: unknown = response.ok ? await response.json() : undefined
    if (typeof answer !== 'object' || answer === null || !('secondsLeft' in answer)) {
      return undefined
    }
    return typeof answer.secondsLeft === 'number' ? answer.secondsLeft : undefined
  } catch {
    return undefined
  }
}

interface Said {
  readonly endsAt: number
  readonly before: Stage
  readonly isLongest: boolean
}

function textFor(stage: Stage, { endsAt, before, isLongest }: Said): string {
  const time = new Date(endsAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (stage === 'ended') {
    return 'Your session has ended. What you wrote is still on this page: sign in again in a new tab, then send it here.'
  }
  if (stage === 'open') {
    return before === 'ended'
      ? 'You have signed in again. When you send this page, you can check it first.'
      : `You are still signed in, until ${time} if you do nothing.`
  }
  if (isLongest) {
    return `Your session ends at ${time} and cannot last longer. What you write here is not lost: you can send it after signing in again.`
  }
  return stage === 'soon'
    ? `Your session ends at ${time} if you do nothing.`
    : 'Your session ends in less than a minute if you do nothing.'
}

function createNotice(place: HTMLElement): Notice {
  const line = document.createElement('p')
  // Ready before anything is said in it, or nothing would be announced.
  line.setAttribute('role', 'status')
  const stay = document.createElement('button')
  stay.type = 'button'
  stay.className = 'govuk-button session-end__stay'
  stay.textContent = 'Stay signed in'
  const link = document.createElement('a')
  link.className = 'govuk-link'
  link.href = `/sign-in?${new URLSearchParams({ next: '/account/still-here' }).toString()}`
  link.target = '_blank'
  link.rel = 'noopener'
  link.textContent = 'Sign in (opens in a new tab)'
  const inside = document.createElement('div')
  inside.className = 'govuk-width-container session-end__row'
  inside.append(line, stay, link)
  const box = document.createElement('div')
  box.className = 'session-end'
  box.append(inside)
  place.after(box)
  const focusBefore = rememberFocus(stay)
  const show: Notice['show'] = (stage, text, canStay) => {
    const isEnding = stage === 'soon' || stage === 'last'
    const hadFocus = document.activeElement === stay
    line.textContent = text
    stay.hidden = !isEnding || !canStay
    link.hidden = stage !== 'ended'
    box.classList.toggle('session-end--shown', text !== '')
    document.documentElement.classList.toggle('has-session-end', stage !== 'open')
    if (text !== '') {
      box.setAttribute('role', 'region')
      box.setAttribute('aria-label', 'Your session')
    }
    if (hadFocus && stay.hidden) focusBefore()
  }
  show('open', '', false)
  return { show, stay }
}

/** What takes the focus back when the button goes that has it. */
function rememberFocus(button: HTMLButtonElement): () => void {
  let before: EventTarget | null = null
  button.addEventListener('focus', ({ relatedTarget }) => {
    before = relatedTarget
  })
  return () => {
    const back = before instanceof HTMLElement && before.isConnected ? before : undefined
    const target = back ?? document.querySelector<HTMLElement>('main')
    target?.focus()
  }
}
