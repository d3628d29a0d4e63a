import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { frameAt, placeAt } from '../../explore/index.ts'
import type { ExploreOptions, Place } from '../../explore/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { assetsFolder, envelopeOf, ExpectedFailure, servePage, view } from '../../platform/index.ts'
import type { Frame, PageView, Views } from '../../platform/index.ts'
import type { LevelProfile } from '../profile.ts'
import { profilesOf } from '../profile.ts'
import { readForm } from './form.ts'
import { ownFrameworkOf } from './own-framework.ts'
import { askedSkills, formLead, levelGroups, presentSkill, ruleChoices } from './present-form.ts'
import type { Choice, LevelGroup, ShownSkill } from './present-form.ts'
import { nameOfLevel, presentResult } from './present-result.ts'
import type { ResultView } from './present-result.ts'
import { resultOf, standingOf } from './result.ts'

/** The page on which a person starts. */
export interface StartView extends PageView {
  readonly groups: readonly LevelGroup[]
}

/** The form without JavaScript. */
export interface FormView extends PageView {
  readonly target: string
  readonly lead: string
  readonly skills: readonly ShownSkill[]
  readonly rules: readonly Choice[]
}

/** The result of the form. */
export interface ResultPageView extends PageView {
  readonly result: ResultView
  readonly again: string
}

const startView = view<StartView>('careers/views/my-skills.njk')
const formView = view<FormView>('careers/views/my-skills-form.njk')
const resultView = view<ResultPageView>('careers/views/my-skills-result.njk')
const teamView = view<PageView>('careers/views/team-from-files.njk')

/** What a form may hold. */
const bodyLimit = 64 * 1024

/** What the pages need. */
export interface MySkillsOptions extends ExploreOptions {
  readonly views: Views
  /** The address of a built asset by its name. */
  readonly asset: (name: string) => string
}

/** Serves My skills and the team page. Nothing here is kept, and nothing is set on a browser. */
export function serveMySkills(app: FastifyInstance, options: MySkillsOptions): void {
  serveStart(app, options)
  serveForm(app, options)
  serveResult(app, options)
  serveTeam(app, options)
  serveOffline(app, options)
}

function serveStart(app: FastifyInstance, { views, ...options }: MySkillsOptions): void {
  servePage(app, { path: '/my-skills', views }, ({ address }) => {
    const place = placeAt(options, {})
    const { edition } = place
    return {
      json: () =>
        envelopeOf(edition, { page: address, baseUrl: options.baseUrl }, ownFrameworkOf(edition)),
      html: (to) =>
        to.render(startView, {
          frame: frameOf(place, { title: 'My skills', address: '/my-skills' }, '/my-skills.json'),
          groups: levelGroups(edition, ''),
        }),
    }
  })
}

function serveForm(app: FastifyInstance, { views, ...options }: MySkillsOptions): void {
  servePage(app, { path: '/my-skills/form', views, hasTwin: false }, ({ query }) => {
    const place = placeAt(options, {})
    const { edition } = place
    const target = targetAsked(edition, query)
    const { scale } = edition.framework
    const skills = askedSkills(edition, target)
    const title = target === undefined ? 'My skills' : `My skills: ${nameOfLevel(target)}`
    return {
      json: undefined,
      html: (to) =>
        to.render(formView, {
          frame: frameOf(place, { title, address: '/my-skills/form' }),
          target: target?.path ?? '',
          lead: formLead(target, skills.length),
          skills: skills.map((skill) => presentSkill(skill, { target, scale })),
          rules: ruleChoices(),
        }),
    }
  })
}

const wayOut = { href: '/my-skills', text: 'Choose a role level' }

/** No level, or an empty one, starts from nothing. */
function targetAsked(edition: CapabilityFramework, query: unknown): LevelProfile | undefined {
  const level = typeof query === 'object' && query !== null && 'level' in query ? query.level : ''
  if (typeof level !== 'string') throw new ExpectedFailure('query-not-valid', wayOut)
  if (level === '') return undefined
  const target = profilesOf(edition).get(level)
  if (target === undefined) throw new ExpectedFailure('role-level-not-found', wayOut)
  return target
}

/** The one address that takes a form: read once, answered, forgotten. */
function serveResult(app: FastifyInstance, { views, ...options }: MySkillsOptions): void {
  // Not awaited: the scope must take over how the application replies to errors.
  void app.register(async (scope) => {
    scope.addContentTypeParser<string>(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit },
      (_request, body, done) => done(null, new URLSearchParams(body)),
    )
    scope.get('/my-skills/result', (_request, reply) => reply.redirect('/my-skills', 302))
    scope.post(
      '/my-skills/result',
      {
        bodyLimit,
        onRequest: async (request) => {
          if (!isFromHere(request)) throw new ExpectedFailure('form-from-elsewhere', wayOut)
        },
      },
      (request, reply) =>
        reply
          .header('cache-control', 'no-store')
          .type('text/html; charset=utf-8')
          .send(resultPage(placeAt(options, {}), request.body, views)),
    )
  })
}

function resultPage(place: Place, body: unknown, views: Views): string {
  const { edition } = place
  const form = body instanceof URLSearchParams ? readForm(edition, body) : undefined
  if (form === undefined) throw new ExpectedFailure('form-not-valid', wayOut)
  const { skills, target, rule } = form
  const result = resultOf(edition, { standing: standingOf(edition, { skills, rule }), target })
  return views.render(resultView, {
    frame: frameOf(place, { title: 'My skills: result', address: '/my-skills/result' }),
    result: presentResult(edition, { result, rule }),
    again: target === undefined ? '/my-skills/form' : `/my-skills/form?level=${target.path}`,
  })
}

/**
 * Whether a page of this site sent a form. Browsers say so in one of two headers; what says
 * nothing is no browser, and nobody's cookies are at stake.
 */
function isFromHere({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

function serveTeam(app: FastifyInstance, { views, ...options }: MySkillsOptions): void {
  servePage(app, { path: '/team-from-files', views, hasTwin: false }, () => ({
    json: undefined,
    html: (to) =>
      to.render(teamView, {
        frame: frameOf(placeAt(options, {}), {
          title: 'A team from files',
          address: '/team-from-files',
        }),
      }),
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

function frameOf(
  place: Place,
  { title, address }: { readonly title: string; readonly address: string },
  twin?: string,
): Frame {
  return { ...frameAt(place, { title, address }), section: '/my-skills', twin }
}
