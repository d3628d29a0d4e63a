export { bearerOf } from './bearer.ts'
export type { Config } from './config.ts'
export { configFromProcess, readConfig, SettingsError } from './config.ts'
export { diskFault, makeFolder } from './disk.ts'
export { dayAfterBegins, dayBegins, readableDate, readableMoment } from './dates.ts'
export type { Envelope, Origin } from './envelope.ts'
export { envelopeOf, recordEnvelope, twinOf } from './envelope.ts'
export type { ErrorReplyOptions } from './error-replies.ts'
export { replyWithErrors } from './error-replies.ts'
export { errorCatalogue } from './error-catalogue.ts'
export type { ErrorCode } from './error-catalogue.ts'
export { errorEnvelope, ExpectedFailure } from './errors.ts'
export type { WayOut } from './errors.ts'
export { isFromHere, readForms, saysFromHere } from './forms.ts'
export type {
  Footer,
  Frame,
  Link,
  PageView,
  PastEdition,
  RunBy,
  ShownText,
  SignedIn,
} from './frame.ts'
export { shown, shownName } from './frame.ts'
export { createServer, protect, serveAssets, serveHealth, tidyAddresses } from './http.ts'
export { assetsFolder, readAssetAddresses } from './assets.ts'
export { isOpenData, openDataToAll } from './open-data.ts'
export type { Answer, Answering, Asked } from './pages.ts'
export { pathOf, refuseOtherMethods, servePage } from './pages.ts'
export { feedOf, serveFeed } from './feeds.ts'
export type { FeedAnswer } from './feeds.ts'
export { ExplainedFailure, Gone, Moved } from './moved.ts'
export { keepPublicPages } from './public-pages.ts'
export type { KeptPages, PublicPages } from './public-pages.ts'
export type { PrivateOperation } from './private-operation.ts'
export { noteTwins, twinsOf } from './twins.ts'
export type { View, Views } from './views.ts'
export { createViews, view } from './views.ts'
