export { openApiDocument } from './open-api.ts'
export { serveApi } from './pages.ts'
export { exampleOf, twins } from './twins.ts'
export type { Twin } from './twins.ts'
