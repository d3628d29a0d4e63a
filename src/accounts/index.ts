export type { Door } from './sign-in.ts'
export { firstAdministratorLink } from './first-administrator.ts'
export { keepSecret, keptSecret } from './kept-secret.ts'
export { mailerIn } from './mail/mailer-in.ts'
export { providerIn } from './provider/provider-in.ts'
export { safeOf } from './secrets.ts'
export { runRetention, showRetention } from './purposes/retention/commands.ts'
export type { RetentionFor, RetentionShown } from './purposes/retention/commands.ts'
export { secretOfServer } from './server-secret.ts'
export {
  inviteUser,
  listUsers,
  newPasswordLink,
  removeSecondFactor,
  removeUser,
  setFrameworkOwner,
} from './user-commands.ts'
export type { Invited, UserSummary } from './user-commands.ts'
export { demonstrate, removeDemonstrations } from './demonstration/commands.ts'
export type { DemonstrationLoaded } from './demonstration/commands.ts'
export { mostSeed, seedOf } from './demonstration/seed.ts'
