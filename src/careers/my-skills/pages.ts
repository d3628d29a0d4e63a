import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { placeAt } from '../../explore/index.ts'
import {
  assetsFolder,
  envelopeOf,
  ExpectedFailure,
  ExplainedFailure,
  servePage,
  view,
} from '../../platform/index.ts'
import { chosenLevel } from '../choose.ts'
import { serveForms } from './forms.ts'
import type { FormOptions } from './forms.ts'
import { ownFrameworkOf } from './own-framework.ts'
import { aroundOf, emptyForm, formPage, placeAsked, startPage } from './show.ts'
import type { EditionView } from './show.ts'

const teamView = view<EditionView>('careers/views/team-from-files.njk')

/** What the pages need. */
export interface MySkillsOptions extends FormOptions {
  /** The address of a built asset by its name. */
  readonly asset: (name: string) => string
}

/** Serves My skills and the team page. Nothing here is kept, and nothing is set on a browser. */
export function serveMySkills(app: FastifyInstance, options: MySkillsOptions): void {
  serveStart(app, options)
  serveForm(app, options)
  serveForms(app, options)
  serveTeam(app, options)
  serveOffline(app, options)
}

function serveStart(app: FastifyInstance, { views, ...options }: MySkillsOptions): void {
  servePage(app, { path: '/my-skills', views }, ({ address, query }) => {
    const place = placeAsked(options, valueOf(query, 'edition'))
    const { edition } = place
    return {
      json: () =>
        envelopeOf(edition, { page: address, baseUrl: options.baseUrl }, ownFrameworkOf(edition)),
      html: (to) => startPage(place, to),
    }
  })
}

function serveForm(app: FastifyInstance, options: MySkillsOptions): void {
  const { views } = options
  servePage(app, { path: '/my-skills/form', views, hasTwin: false }, ({ query }) => {
    const place = placeAsked(options, valueOf(query, 'edition'))
    const level = valueOf(query, 'level')
    if (level === undefined) {
      return { json: undefined, html: (to) => startPage(place, to) }
    }
    if (typeof level !== 'string') throw new ExpectedFailure('query-not-valid', wayOut)
    const found = level === '' ? nothingChosen : chosenLevel(place.edition, level)
    if ('reason' in found) {
      const { code, reason } = found
      throw new ExplainedFailure(code, {
        details: { reason },
        page: () => startPage(place, views, reason),
      })
    }
    const target = found.profile
    return {
      json: undefined,
      html: (to) => formPage(place, to, { form: emptyForm(target) }),
    }
  })
}

const wayOut = { href: '/my-skills', text: 'Choose a role level' }

const nothingChosen = {
  code: 'query-not-valid',
  reason: 'Choose a role level, or the skills you know.',
} as const

function valueOf(query: unknown, name: 'edition' | 'level'): unknown {
  if (typeof query !== 'object' || query === null) return undefined
  return new Map<string, unknown>(Object.entries(query)).get(name)
}

function serveTeam(app: FastifyInstance, { views, ...options }: MySkillsOptions): void {
  servePage(app, { path: '/team-from-files', views, hasTwin: false }, () => ({
    json: undefined,
    html: (to) =>
      to.render(
        teamView,
        aroundOf(placeAt(options, {}), { title: 'A team from files', path: '/team-from-files' }),
      ),
  }))
}

/** The part that answers without a network. Its place decides which pages it may answer for. */
function serveOffline(app: FastifyInstance, { asset }: MySkillsOptions): void {
  app.get('/my-skills/sw.js', { config: { public: true } }, (_request, reply) =>
    reply
      .header('service-worker-allowed', '/my-skills')
      .type('text/javascript; charset=utf-8')
      .send(readFileSync(join(assetsFolder, basename(asset('my-skills-offline.js'))))),
  )
}
