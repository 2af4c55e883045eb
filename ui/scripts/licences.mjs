// Vite plugin: the licences of every package that is really inside the page, with their texts.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ID = 'virtual:licences'
const MARK = '__LICENCES__'

export function licences() {
  let building = false
  return {
    name: 'licences',
    configResolved: (config) => { building = config.command === 'build' },
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? `export default JSON.parse(${JSON.stringify(building ? MARK : '[]')})` : undefined),
    // Only now is it known which modules were taken in.
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
      const folders = new Set(chunks.flatMap((chunk) => chunk.moduleIds.map(folderOf)).filter(Boolean))
      const text = JSON.stringify(JSON.stringify([...folders].map(describe).sort((a, b) => a.name.localeCompare(b.name))))
      for (const chunk of chunks) chunk.code = chunk.code.replace(new RegExp(`(["'\`])${MARK}\\1`), () => text)
    },
  }
}

function folderOf(id) {
  const at = id.lastIndexOf('/node_modules/')
  if (at < 0) return undefined
  const [scope, name] = id.slice(at + '/node_modules/'.length).split('/')
  return id.slice(id.startsWith('\0') ? 1 : 0, at) + '/node_modules/' + (scope.startsWith('@') ? `${scope}/${name}` : scope)
}

function describe(folder) {
  const { name, version, license = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry))
  return { name, version, licence: license, text: file ? readFileSync(join(folder, file), 'utf8').trim() : '' }
}
