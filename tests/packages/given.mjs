// What lies beside the packages: sums, signature, the list of parts and the licences.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder } from '../browser/driving/tools.mjs'
import { DIST, VERSION, check, given, lacksProgram, must } from './checks.mjs'

const sums = given('SHA256SUMS')

check('names: of two versions that lie there the one of this source is tried', [], () => {
  const [at, name] = [folder('dist'), (version) => `gonglian_${version}_amd64.deb`]
  for (const version of ['0.0.1', VERSION, '99.0.0']) writeFileSync(join(at, name(version)), version)
  assert.equal(readFileSync(given(name(VERSION), at).file, 'utf8'), VERSION)
  rmSync(join(at, name(VERSION)))
  assert.match(given(name(VERSION), at).lacks, /does not lie/)
})

check('sums: they are those of what lies here, and nothing lies here without one', [sums.lacks, lacksProgram('sha256sum')], () => {
  must(['sha256sum', '--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: DIST })
  const summed = readFileSync(sums.file, 'utf8').trim().split('\n').map((line) => line.slice(66))
  const beside = ['SHA256SUMS', 'SHA256SUMS.minisig', 'CHECKED.txt']
  assert.deepEqual(readdirSync(DIST).filter((name) => !beside.includes(name)).sort(), summed)
})

check('signature: a key signs the sums, and a sum that was changed is noticed', [sums.lacks, lacksProgram('minisign')], () => {
  const at = folder('keys')
  const [secret, open, signed] = ['secret.key', 'open.pub', 'sums'].map((name) => join(at, name))
  must(['minisign', '-G', '-W', '-s', secret, '-p', open])
  must(['cp', sums.file, signed])
  must(['minisign', '-S', '-s', secret, '-m', signed])
  must(['minisign', '-V', '-q', '-p', open, '-m', signed])
  must(['sed', '-i', '1s/^./x/', signed])
  must(['minisign', '-V', '-q', '-p', open, '-m', signed], { code: 1 })
  return existsSync(`${sums.file}.minisig`) ? undefined : 'with a key made for this; SHA256SUMS itself is not signed here'
})

check('parts: every one has a name, a version and a licence, and its text stands in the page', [given('parts.cdx.json').lacks], () => {
  const { bomFormat, components } = JSON.parse(readFileSync(join(DIST, 'parts.cdx.json'), 'utf8'))
  assert.equal(bomFormat, 'CycloneDX')
  const page = readFileSync(join(DIST, 'licences.html'), 'utf8')
  const anchors = new Set([...page.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id))
  const rows = new Map([...page.matchAll(/^<tr><td>(.*?)<td>(.*?)<td>(.*?)<td>(.*)$/gm)].map(([, name, version, , texts]) => [`${name} ${version}`, texts]))
  for (const { name, version = '', licenses, purl } of components) {
    assert.ok(licenses?.[0].expression, name)
    assert.ok(version || !purl, name)
    const texts = [...(rows.get(`${name} ${version}`) ?? '').matchAll(/href="#(\w+)"/g)].map(([, id]) => id)
    assert.ok(texts.length > 0 && texts.every((id) => anchors.has(id)), name)
  }
  assert.equal(new Set(components.map((part) => part['bom-ref'])).size, components.length)
  // What a crate brings along in C is as much a part as the crate.
  for (const name of ['openssl-src', 'sqlcipher-src', 'zstd-sys', 'typst', 'vue', 'Fandol']) assert.ok(components.some((part) => part.name === name), name)
  // What a compiler and a linker lay into the programs was in no list.
  for (const name of ['mingw-w64 runtime', 'libgcc', 'LLVM libunwind']) assert.ok(components.some((part) => part.name.startsWith(name)), name)
  return `${components.length} parts`
})
