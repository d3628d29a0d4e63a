/**
 * Counts of people as they were handed to disclosure control, one row a release. They are kept so
 * that later figures are protected together with these, and never shown themselves.
 */
export interface FigureReleaseRow {
  readonly id: string
  readonly organisation_id: string
  /**
   * Counts up. Releases of one series have the same groups and categories and are protected
   * together.
   */
  readonly series: number
  readonly day: string
  /** The settings of disclosure control that the series began with, as JSON. */
  readonly rules: string
  readonly counts: string
  readonly made_at: string
}
