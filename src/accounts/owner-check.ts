import type { AskingSession } from './asker.ts'
import type { AccountsContext } from './context.ts'
import type { Field, FieldError } from './form.ts'
import type { PrivateAsked } from './http.ts'
import { isPassword } from './passwords.ts'
import { tryCode } from './sign-in.ts'
import { codeField, tooOften, wrongCode } from './sign-in-words.ts'
import { accountById } from './store/accounts.ts'
import { countTry, forgetTries } from './store/throttles.ts'

/** With which the owner of an account shows once more that they are. */
export const currentPassword: Field = {
  name: 'current',
  label: 'Your password now',
  kind: 'password',
  autocomplete: 'current-password',
}

const limit = { tries: 10, minutes: 15 }

/**
 * What is wrong with the password that somebody gave once more; undefined: it is theirs. Tries
 * count here too: an open session on a shared machine is no way to guess a password.
 *
 * @example
 * const error = await whyNotOwner(context, asked, session)
 */
export async function whyNotOwner(
  { door }: AccountsContext,
  { form, now }: PrivateAsked,
  { asker: { accountId } }: AskingSession,
): Promise<FieldError | undefined> {
  const field = currentPassword.name
  const tries = { what: 'own password', who: accountId }
  const { until, account } = await door.store.write(async (db) => ({
    until: await countTry(db, { ...tries, limit, now }),
    account: await accountById(db, accountId),
  }))
  if (until !== undefined) return { field, message: tooOften(until) }
  if (!(await isPassword(form.get(field) ?? '', account?.password_hash ?? null))) {
    return { field, message: 'Your password now is not right' }
  }
  await door.store.write((db) => forgetTries(db, tries))
  return undefined
}

/** The fields for both, where the account has a second factor. */
export function ownerFields({ asker }: AskingSession): readonly Field[] {
  return asker.hasSecondFactor ? [currentPassword, codeField] : [currentPassword]
}

/** As `whyNotOwner`, and the code of the second factor where the account has one. */
export async function whyNotWhollyOwner(
  context: AccountsContext,
  asked: PrivateAsked,
  session: AskingSession,
): Promise<FieldError | undefined> {
  const error = await whyNotOwner(context, asked, session)
  if (error !== undefined || !session.asker.hasSecondFactor) return error
  const { accountId } = session.asker
  const given = { accountId, code: asked.form.get('code') ?? '' }
  const refused = await context.door.store.write((db) => tryCode(db, context.door, given))
  if (refused === undefined) return undefined
  const message = refused.refused === 'wrong' ? wrongCode : tooOften(refused.until)
  return { field: codeField.name, message }
}
