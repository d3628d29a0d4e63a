import { workerData } from 'node:worker_threads'
import { libraryOf } from './editions/index.ts'
import { pagesOf } from './site-files.ts'
import type { SiteContent } from './site-files.ts'
import { answerHere } from './static-site/index.ts'

const { editions, baseUrl }: SiteContent = workerData
const library = libraryOf(() => editions)
answerHere(await pagesOf(library, baseUrl))
