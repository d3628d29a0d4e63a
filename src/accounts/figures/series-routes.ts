import { readableDate } from '../../platform/index.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { beginSeries, seriesNow } from './releasing.ts'

const path = '/figures/series'
const permission = 'figures.begin'

/** A new series of figures: by people who do not read them. */
export const seriesRoutes: readonly OrganisationRoute[] = [
  { method: 'GET', path, permission, answer: (context, asked) => seriesPage(context, asked) },
  {
    method: 'POST',
    path,
    permission,
    answer: async (context, asked) => {
      const why = await beginSeries(context, asked)
      if (why === undefined) {
        const saved = 'A new series of figures was begun.'
        return { to: placeIn(asked.organisation, path), saved }
      }
      return seriesPage(context, asked, `No new series was begun. ${why}`)
    },
  },
]

async function seriesPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  notice?: string,
): Promise<PrivateAnswer> {
  const series = await seriesNow(context, asked)
  const title = 'Series of figures'
  const { organisation } = asked
  const grown = series?.outgrown === true
  return {
    status: notice === undefined ? 200 : 409,
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path }),
        title,
        caption: organisation.name,
        notice,
        lead: [
          'Planners and heads of profession read figures about the organisation. Figures of one series have the same teams, grades and role families, and are protected together.',
        ],
        sections: [
          {
            rows: [
              ['This series began', series === undefined ? 'Not yet' : readableDate(series.begun)],
              [
                'Teams, grades and role families',
                grown ? 'Some have been added since it began' : 'Those of today',
              ],
            ],
          },
          {
            heading: 'Begin a new series',
            lead: [
              'Do this when teams or grades have been added and people should be counted by them. Figures of the new series are not protected against being held beside those of the old one: somebody who kept both may be able to work out a few people. Do it seldom.',
            ],
            actions: [
              {
                to: placeIn(organisation, path),
                submit: 'Begin a new series of figures',
                warns: true,
              },
            ],
          },
        ],
      }),
    ),
  }
}
