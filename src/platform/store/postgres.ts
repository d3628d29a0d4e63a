import { PostgresDialect } from 'kysely'
import pg from 'pg'

/** Connections of one process: two cores answer no sooner with more. */
const connections = 10

/**
 * Opens a PostgreSQL database for Kysely. Nothing is asked of the server until the first query.
 *
 * @param url address of the database, with user and password where they are needed
 * @example
 * new Kysely<Tables>({ dialect: postgresDialect('postgres://localhost/capable') })
 */
export function postgresDialect(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'capable',
    // Counts come as text otherwise, so that none loses digits; ours never have sixteen.
    types: {
      getTypeParser: (type, format) =>
        type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
    },
  })
  // The server went away while a connection lay idle: the next query opens another.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}
