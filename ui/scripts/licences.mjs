// Vite plugin: the licences of everything that is shipped inside the page, read from the installed packages.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ID = 'virtual:licences'

export function licences(root) {
  return {
    name: 'licences',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? `export default ${JSON.stringify(collect(root))}` : undefined),
  }
}

function collect(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path && !entry.dev && !entry.optional && existsSync(join(root, path)))
    .map(([path, entry]) => ({ name: nameOf(path), version: entry.version, licence: entry.license ?? '', text: textIn(join(root, path)) }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

function textIn(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name))
  return file ? readFileSync(join(folder, file), 'utf8').trim() : ''
}
