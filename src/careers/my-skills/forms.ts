import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import type { ExploreOptions, Place } from '../../explore/index.ts'
import { ExpectedFailure, ExplainedFailure, isFromHere, readForms } from '../../platform/index.ts'
import type { ErrorCode, Views } from '../../platform/index.ts'
import { formFrom, mostFields, readForm } from './form.ts'
import type { FilledForm } from './form.ts'
import { joined } from './kept-apart.ts'
import { fileLimits, readProfile, writeProfile } from '../../framework/standing/profile-file.ts'
import { formPage, placeAsked, resultPage, startPage } from './show.ts'
import { sinceThen } from './since.ts'

/** Encoded for sending, what fits into a file can be more than twice as long. */
const bodyLimit = 3 * fileLimits.bytes

const wayOut = { href: '/my-skills', text: 'Choose a role level' }

const html = 'text/html; charset=utf-8'

/** What the forms need. */
export interface FormOptions extends ExploreOptions {
  readonly views: Views
}

type Handler = (place: Place, form: FilledForm, reply: FastifyReply) => string

/**
 * Takes what My skills sends where there is no JavaScript. Each address reads what it is given
 * once, answers it and forgets it; nothing is kept, not even in a copy of the page.
 */
export function serveForms(app: FastifyInstance, options: FormOptions): void {
  const { views } = options
  // Not awaited: the scope must take over how the application replies to errors.
  void app.register(async (scope) => {
    readForms(scope, { bodyLimit, mostFields })
    scope.addHook('onRequest', async (request, reply) => {
      if (!isFromHere(request, options.baseUrl))
        throw new ExpectedFailure('form-from-elsewhere', wayOut)
      reply.header('cache-control', 'no-store').type(html)
    })
    const serve = (path: string, handle: Handler): void => {
      scope.post(path, { bodyLimit }, (request, reply) => {
        const { place, form } = filledIn(options, request.body)
        return handle(place, form, reply)
      })
    }
    serve('/my-skills/result', (place, form) => resultPage(place, views, form))
    serve('/my-skills/continue', (place, form) => chosenForm(place, views, form))
    serve('/my-skills/file', (place, form, reply) => fileOf(place, form, reply))
    // Where a person comes back to one of these addresses, there is nothing to show again.
    for (const path of ['result', 'continue', 'file', 'load']) {
      scope.get(`/my-skills/${path}`, (_request, reply) => reply.redirect('/my-skills', 302))
    }
    scope.post(
      '/my-skills/load',
      { bodyLimit, errorHandler: (error) => refuseLarge(error, options) },
      async ({ body }) => loaded(options, body),
    )
  })
}

function filledIn(
  options: FormOptions,
  body: unknown,
): { readonly place: Place; readonly form: FilledForm } {
  if (!(body instanceof URLSearchParams)) throw new ExpectedFailure('form-not-valid', wayOut)
  const place = placeAsked(options, body.get('edition') ?? undefined)
  const form = readForm(place.edition, body)
  if (form === undefined) throw new ExpectedFailure('form-not-valid', wayOut)
  return { place, form }
}

/** A form about nothing would have no field. */
function chosenForm(place: Place, views: Views, form: FilledForm): string {
  const { target, asked, skills } = form
  if (target === undefined && asked.length + skills.length === 0) {
    throw refusal('form-not-valid', { place, views, reason: 'Choose at least one skill.' })
  }
  return formPage(place, views, { form, notes: [] })
}

/** The documented file. What the form could not show is in it again. */
function fileOf({ edition }: Place, form: FilledForm, reply: FastifyReply): string {
  const { skills, apart, target } = form
  void reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', 'attachment; filename="my-skills.json"')
  return writeProfile({
    framework: edition.framework.slug,
    edition: edition.edition.name,
    savedAt: new Date().toISOString(),
    ...(target !== undefined && { target: target.path }),
    skills: joined(skills, apart),
  })
}

async function loaded(options: FormOptions, body: unknown): Promise<string> {
  const { views } = options
  if (!(body instanceof FormData)) throw new ExpectedFailure('form-not-valid', wayOut)
  const place = placeAsked(options, body.get('edition') ?? undefined)
  const { edition } = place
  const file = body.get('file')
  const refuse = (reason: string): ExplainedFailure =>
    refusal('form-not-valid', { place, views, reason })
  if (!(file instanceof File) || file.size === 0) throw refuse('Choose a file that you saved here.')
  const read = readProfile(await file.text())
  if ('reason' in read) throw refuse(read.reason)
  const { profile, notes } = read
  const { slug } = edition.framework
  if (profile.framework !== '' && profile.framework !== slug) {
    throw refuse('This file is about another framework. Nothing was read from it.')
  }
  const then = options.library.get(slug, profile.edition)?.edition
  const since = sinceThen(
    edition,
    profile,
    then?.kind === 'capability-framework' ? then : undefined,
  )
  const form = formFrom(edition, profile)
  return formPage(place, views, { form, notes: [...notes, ...since] })
}

/** What is larger than anything we read is a file, so the page says so of the file. */
function refuseLarge(error: FastifyError, options: FormOptions): never {
  if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error
  const reason = 'This file is larger than 1 MB. A file saved from Capable is far smaller.'
  const { views } = options
  throw refusal('form-too-large', { place: placeAsked(options, undefined), views, reason })
}

/** The start page again, with what was wrong. */
function refusal(
  code: ErrorCode,
  {
    place,
    views,
    reason,
  }: { readonly place: Place; readonly views: Views; readonly reason: string },
): ExplainedFailure {
  return new ExplainedFailure(code, {
    details: { reason },
    page: () => startPage(place, views, reason),
  })
}
