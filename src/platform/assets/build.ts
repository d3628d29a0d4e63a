import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { buildSync, transformSync } from 'esbuild'
import nunjucks from 'nunjucks'
import { compile } from 'sass'

const here = import.meta.dirname
const root = join(here, '..', '..', '..')
const modules = join(root, 'node_modules')
const target = join(root, 'build', 'assets')
const fonts = join(modules, '@fontsource', 'atkinson-hyperlegible-next', 'files')

const copied = {
  'regular.woff2': join(fonts, 'atkinson-hyperlegible-next-latin-400-normal.woff2'),
  'bold.woff2': join(fonts, 'atkinson-hyperlegible-next-latin-700-normal.woff2'),
  'icon.svg': join(here, 'icon.svg'),
}

const search = join(root, 'src', 'explore', 'search')

/** The scripts of the browser, each with what it imports. */
const scripts = {
  'typeahead.js': join(search, 'typeahead.client.ts'),
  'search-in-files.js': join(search, 'search-in-files.client.ts'),
  'my-skills.js': join(root, 'src', 'careers', 'my-skills', 'my-skills.client.ts'),
  'my-skills-offline.js': join(root, 'src', 'careers', 'my-skills', 'my-skills-offline.client.ts'),
  'session-end.js': join(root, 'src', 'accounts', 'session-end', 'session-end.client.ts'),
  'team-from-files.js': join(root, 'src', 'careers', 'my-skills', 'team-from-files.client.ts'),
}

/** The templates of the server that a script renders in the browser. */
const templates: Readonly<Record<string, readonly string[]>> = {
  'search-in-files.js': ['explore/views/search-found.njk', 'platform/views/macros.njk'],
}

/** Builds the styles and scripts and copies the fonts, each under a name made from its content. */
function buildAssets(): void {
  mkdirSync(target, { recursive: true })
  const manifest: Record<string, string> = {}
  for (const [name, file] of Object.entries(copied)) {
    manifest[name] = write(name, readFileSync(file))
  }
  const { css } = compile(join(here, 'site.scss'), {
    loadPaths: [modules],
    quietDeps: true,
    style: 'compressed',
  })
  const withFonts = css.replaceAll(/url\("?([a-z]+\.woff2)"?\)/g, (_, name: string) => {
    const file = manifest[name]
    if (file === undefined) throw new Error(`The styles name the font ${name}, which is not copied`)
    return `url(${file})`
  })
  manifest['site.css'] = write('site.css', Buffer.from(withFonts))
  for (const [name, file] of Object.entries(scripts)) {
    manifest[name] = write(name, bundled(file, templates[name] ?? []))
  }
  writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  removeOld(new Set([...Object.values(manifest), 'manifest.json', '.stamp']))
}

function bundled(file: string, views: readonly string[]): Buffer {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    // The part of Nunjucks that renders, without the part that compiles: a policy against inline
    // scripts forbids to compile in the browser.
    alias: { nunjucks: 'nunjucks/browser/nunjucks-slim.js' },
    banner: { js: views.map(compiled).join('') },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error(`Nothing was built from ${file}`)
  return Buffer.from(output.contents)
}

function compiled(view: string): string {
  const script = nunjucks.precompile(join(root, 'src', view), { name: view })
  return transformSync(script, { minify: true }).code
}

function write(name: string, content: Buffer): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const file = `${basename(name, extname(name))}.${hash}${extname(name)}`
  writeFileSync(join(target, file), content)
  return file
}

function removeOld(kept: ReadonlySet<string>): void {
  for (const file of readdirSync(target)) if (!kept.has(file)) rmSync(join(target, file))
}

buildAssets()
