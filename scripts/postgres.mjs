import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installPart } from './debian.mjs'

const debianFolder = '/usr/lib/postgresql'
// Only the programs: the tests make their own throw-away databases.
const installCommand =
  'mkdir -p /etc/postgresql-common/createcluster.d && ' +
  'echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.d/programs-only.conf && ' +
  'apt-get update && apt-get install -y --no-install-recommends postgresql'

/** The folder with the programs of PostgreSQL that the tests start; undefined when there is none. */
export function findPostgres() {
  const chosen = process.env.POSTGRES_BIN
  if (chosen) {
    if (isComplete(chosen)) return chosen
    throw new Error(
      `POSTGRES_BIN is ${chosen}, where initdb and postgres are not. ` +
        'Set it to the folder that holds them, or unset it.',
    )
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return [...debianFolders(), ...onPath].find(isComplete)
}

export function ensurePostgres() {
  const found = findPostgres()
  if (found) return found
  installPart({
    name: 'PostgreSQL',
    command: installCommand,
    otherwise: 'Install PostgreSQL 15 or newer and set POSTGRES_BIN to the folder with initdb.',
  })
  const installed = findPostgres()
  if (installed) return installed
  throw new Error('PostgreSQL was installed but initdb was not found. Set POSTGRES_BIN.')
}

/** Newest first. */
function debianFolders() {
  try {
    return readdirSync(debianFolder)
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => join(debianFolder, version, 'bin'))
  } catch {
    return []
  }
}

function isComplete(folder) {
  return ['initdb', 'postgres'].every((program) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
