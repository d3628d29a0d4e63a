export { maturityAddresses } from './addresses.ts'
export { serveMaturity } from './pages.ts'
export type { MaturityOptions } from './pages.ts'
export { showMaturity } from './show.ts'
