import { view } from '../../platform/index.ts'
import type { PageView } from '../../platform/index.ts'
import { frameOf } from '../context.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAsked } from '../http.ts'
import type { Door } from '../sign-in.ts'
import { providerHintOf } from '../store/sessions.ts'

interface OnwardView extends PageView {
  readonly name: string
  readonly to: string
}

const onwardView = view<OnwardView>('accounts/provider/views/onward.njk')

/**
 * A page that goes on to the provider by itself. Forms may lead to this site only, and browsers
 * hold redirects after a form to that too.
 */
export function onwardPage(
  { views, provider }: AccountsContext,
  to: URL,
): { readonly html: string } {
  const name = provider?.settings.name ?? to.host
  return {
    html: views.render(onwardView, {
      frame: frameOf(undefined, { title: `Continue to ${name}`, address: '/sign-in/provider' }),
      name,
      to: to.href,
    }),
  }
}

/** Keeps what signs out at the provider: it names somebody, so it is sealed. */
export function sealHint({ safe }: Door, accountId: string, idToken: string): string {
  return safe.seal(idToken, hintOf(accountId))
}

/**
 * Where a session that began at the provider ends there; undefined where it did not, or where the
 * provider has no such place.
 */
export async function exitOf(
  { door, provider }: AccountsContext,
  { session }: PrivateAsked,
): Promise<URL | undefined> {
  if (provider === undefined || session === undefined) return undefined
  const hint = await door.store.read((db) => providerHintOf(db, session.token))
  if (hint === null) return undefined
  try {
    return await provider.exit(door.safe.open(hint, hintOf(session.asker.accountId)))
  } catch {
    // Whatever is wrong with the provider or the hint: the session here ends all the same.
    return undefined
  }
}

function hintOf(accountId: string): string {
  return `sign-out ${accountId}`
}
