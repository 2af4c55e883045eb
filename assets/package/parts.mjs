// What the program is made of, from what cargo and npm say: parts.cdx.json (CycloneDX 1.5) and licences.html with every text.
// node parts.mjs METADATA UI DIST VERSION EPOCH, METADATA being `cargo metadata` of the whole workspace with what every package
// turns on. The same lock files give the same bytes. A part without a licence, or without a text of it, stops it.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const [metadataFile, ui, dist, version, epoch] = process.argv.slice(2)
const assets = join(ui, '../assets')

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
    name: one.name, version: one.version, licence: (one.license ?? '').replaceAll('/', ' OR ').replace(/ +/g, ' '),
    purl: `pkg:cargo/${one.name}@${one.version}`, texts: textsIn(dirname(one.manifest_path)), holders: one.authors.join(', '),
  }))
}

/** From the lock file itself: `npm sbom --omit dev` leaves out what a tool asks for too, Vue among it. */
function modules() {
  const { packages } = JSON.parse(readFileSync(join(ui, 'package-lock.json'), 'utf8'))
  const nearest = (name, at) => {
    const here = `${at && `${at}/`}node_modules/${name}`
    if (packages[here] || !at) return here
    return nearest(name, at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0)))
  }
  const inside = new Set([''])
  for (const at of inside) {
    const { dependencies, optionalDependencies } = packages[at]
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) if (packages[nearest(name, at)]) inside.add(nearest(name, at))
  }
  inside.delete('')
  return [...inside].map((at) => {
    const { name = at.slice(at.lastIndexOf('node_modules/') + 13), version, license } = packages[at]
    return { name, version, licence: license ?? '', purl: `pkg:npm/${name.replace('@', '%40')}@${version}`, texts: textsIn(join(ui, at)) }
  })
}

/** What neither cargo nor npm lists: fonts, and what a crate, a compiler, a linker or the installer brings along under its own licence. */
const others = () => [
  ['Fandol', 'GPL-3.0-or-later WITH Font-exception-2.0', 'fonts/LICENSE-Fandol.txt'],
  ['LXGW WenKai', 'OFL-1.1', 'fonts/LICENSE-OFL.txt'], ['Noto Sans CJK SC', 'OFL-1.1', 'fonts/LICENSE-OFL.txt'],
  ['Noto Serif CJK SC', 'OFL-1.1', 'fonts/LICENSE-OFL.txt'],
  ['Microsoft WebView2Loader.dll (Windows)', 'BSD-3-Clause', 'package/texts/WebView2Loader.txt'],
  ['Rust standard library', 'MIT OR Apache-2.0'],
  ['mingw-w64 runtime (Windows)', 'ZPL-2.1', 'package/texts/mingw-w64.txt'],
  ['libgcc (Windows)', 'GPL-3.0-or-later WITH GCC-exception-3.1', 'package/texts/GCC-exception.txt'],
  ['NSIS (installer for Windows)', 'Zlib AND CPL-1.0', 'package/texts/NSIS.txt'],
  ['LLVM libunwind (glibc 2.28)', 'Apache-2.0 WITH LLVM-exception'], ['Zig compiler-rt (glibc 2.28)', 'MIT'],
].map(([name, licence, file]) => ({ name, version: '', licence, purl: '', texts: file ? [readFileSync(join(assets, file), 'utf8').trim()] : [] }))

/** In the folder of a part and one below it: a crate that carries a library in C keeps that one's licence beside the sources. */
function textsIn(folder, depth = 1) {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return depth > 0 && entry.name !== 'node_modules' ? textsIn(path, depth - 1) : []
    return /^(licen[cs]e|copying|unlicense|notice)/i.test(entry.name) ? [readFileSync(path, 'utf8').trim()] : []
  })
}

/** Who publishes without a text gets the licence's own. Of several to choose from, the first here; 0BSD asks for none. */
function standardText({ name, licence, holders }, all) {
  const from = (start) => all.flatMap((part) => part.texts).find((text) => start.test(text))
  const filled = (file) => readFileSync(join(assets, 'package/texts', file), 'utf8').trim().replace('{holders}', holders || `the authors of ${name}`)
  const choices = [
    ['Apache-2.0', () => from(/^Apache License\s+Version 2\.0/)], ['MPL-2.0', () => from(/^Mozilla Public License Version 2\.0/)],
    ['MIT', () => filled('MIT.txt')], ['BSD-3-Clause', () => filled('BSD-3-Clause.txt')], ['0BSD', () => '0BSD: no condition.'],
  ]
  const [, text] = choices.find(([id]) => licence.split(/[ ()]+/).includes(id)) ?? []
  return text?.()
}

/** A crate and a module may share name and version: their addresses tell them apart. */
const byName = (a, b) => ['name', 'version', 'purl'].map((key) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0)).find((way) => way !== 0) ?? 0

function list(parts) {
  const components = parts.map(({ name, version: of, licence, purl }) => ({
    type: 'library', 'bom-ref': purl || `other/${name}`, name, ...(of && { version: of }),
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

const parts = [...crates(), ...modules(), ...others()].sort(byName)
for (const part of parts.filter((one) => one.texts.length === 0)) part.texts = [standardText(part, parts)].filter(Boolean)
const bare = parts.filter((part) => !part.licence || part.texts.length === 0)
if (bare.length) throw new Error(`without a licence or its text: ${bare.map((part) => part.name).join(', ')}`)
writeFileSync(join(dist, 'parts.cdx.json'), `${JSON.stringify(list(parts), null, 1)}\n`)
writeFileSync(join(dist, 'licences.html'), page(parts))
console.log(`   ${parts.length} parts`)
