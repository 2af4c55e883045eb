// What the program is made of, from what cargo and npm say: parts.cdx.json (CycloneDX 1.5) and licences.html with every text.
// node parts.mjs METADATA UI DIST VERSION EPOCH, METADATA being `cargo metadata` of the whole workspace. The same lock files
// give the same bytes.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const [metadataFile, ui, dist, version, epoch] = process.argv.slice(2)

/** Programs that are given away; what only tests and tools use is no part of them. */
const GIVEN = ['cli', 'shell']

function crates() {
  const { packages, resolve } = JSON.parse(readFileSync(metadataFile, 'utf8'))
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]))
  const wanted = packages.filter((one) => one.source === null && GIVEN.includes(one.name)).map((one) => one.id)
  const inside = new Set(wanted)
  // A list that grows while it is walked: every part brings its own.
  for (const id of wanted) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      if (inside.has(pkg) || !kinds.some(({ kind }) => kind !== 'dev')) continue
      inside.add(pkg)
      wanted.push(pkg)
    }
  }
  return packages.filter((one) => inside.has(one.id) && one.source !== null).map((one) => ({
    name: one.name, version: one.version, licence: (one.license ?? '').replaceAll('/', ' OR '),
    purl: `pkg:cargo/${one.name}@${one.version}`, texts: textsIn(dirname(one.manifest_path)),
  }))
}

function modules() {
  const said = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], { cwd: ui, maxBuffer: 1 << 26 })
  return JSON.parse(said).components.map(({ name, group, version, licenses, purl }) => {
    const whole = group ? `${group}/${name}` : name
    const licence = licenses?.map((one) => one.expression ?? one.license?.id ?? one.license?.name).join(' AND ') ?? ''
    return { name: whole, version, licence, purl, texts: textsIn(join(ui, 'node_modules', whole)) }
  })
}

const fonts = () => [
  ['Fandol', 'GPL-3.0-or-later WITH Font-exception-2.0', 'LICENSE-Fandol.txt'],
  ['LXGW WenKai', 'OFL-1.1', 'LICENSE-OFL.txt'], ['Noto Serif CJK SC', 'OFL-1.1', 'LICENSE-OFL.txt'],
].map(([name, licence, file]) => ({ name, version: '', licence, purl: '', texts: [readFileSync(join(ui, '../assets/fonts', file), 'utf8').trim()] }))

function textsIn(folder) {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|unlicense|notice)/i.test(name)).sort()
  return names.flatMap((name) => {
    try { return [readFileSync(join(folder, name), 'utf8').trim()] } catch { return [] } // a folder of that name
  })
}

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1)

function list(parts) {
  const components = parts.map(({ name, version: of, licence, purl }) => ({
    type: 'library', 'bom-ref': purl || `font/${name}`, name, ...(of && { version: of }),
    ...(licence && { licenses: [{ expression: licence }] }), ...(purl && { purl }),
  }))
  return {
    bomFormat: 'CycloneDX', specVersion: '1.5', version: 1,
    metadata: {
      timestamp: new Date(Number(epoch) * 1000).toISOString(),
      component: { type: 'application', 'bom-ref': 'gonglian', name: 'gonglian', version, licenses: [{ license: { id: 'MIT' } }] },
    },
    components,
  }
}

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign])

/** Hundreds of parts share a few texts: each stands once, and a part points at it. */
function page(parts) {
  const texts = new Map()
  const anchor = (text) => {
    const key = createHash('sha256').update(text).digest('hex').slice(0, 12)
    texts.set(key, text)
    return `<a href="#${key}">${key}</a>`
  }
  const rows = parts.map((part) => `<tr><td>${escaped(part.name)}<td>${part.version}<td>${escaped(part.licence)}<td>${part.texts.map(anchor).join(' ')}`)
  const whole = [...texts].map(([key, text]) => `<h2 id="${key}">${key}</h2>\n<pre>${escaped(text)}</pre>`)
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Gonglian ${version}: parts and licences</title>
<style>body{font:14px sans-serif;margin:2rem}td{padding:0 1rem 0 0;vertical-align:top}pre{white-space:pre-wrap}</style>
<h1>Gonglian ${version}: ${parts.length} parts and their licences</h1>\n<table>\n${rows.join('\n')}\n</table>\n${whole.join('\n')}\n</html>\n`
}

const parts = [...crates(), ...modules(), ...fonts()].sort(byName)
const bare = parts.filter((part) => !part.licence)
if (bare.length) throw new Error(`without a licence: ${bare.map((part) => part.name).join(', ')}`)
writeFileSync(join(dist, 'parts.cdx.json'), `${JSON.stringify(list(parts), null, 1)}\n`)
writeFileSync(join(dist, 'licences.html'), page(parts))
console.log(`   ${parts.length} parts`)
