// The names of the shipped code lists, as a person reads them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './tools.mjs'

const lists = new Map()

/** What a rule's limit is called: `matter('R01')`. */
export function matter(rule) {
  const row = readFileSync(join(ROOT, 'assets/rules/deadlines.csv'), 'utf8').split('\n').find((line) => line.startsWith(`${rule},`))
  if (!row) throw new Error(`no rule ${rule}`)
  return row.split(',')[3]
}

/** The name of a code: `code('nature', 'ordinary')`. */
export function code(list, id) {
  if (!lists.has(list)) lists.set(list, read(list))
  const name = lists.get(list).get(id)
  if (!name) throw new Error(`no code ${list}/${id}`)
  return name
}

function read(list) {
  const text = readFileSync(join(ROOT, `assets/codes/${list}.csv`), 'utf8')
  const rows = text.split('\n').filter((line) => line && !line.startsWith('#')).slice(1)
  return new Map(rows.map((row) => row.split(',')).map(([id, name]) => [id, name]))
}

/** The name of a procuratorate by its code. */
export function office(id) {
  const row = readFileSync(join(ROOT, 'assets/places/procuratorates.csv'), 'utf8').split('\n').find((line) => line.startsWith(`${id},`))
  return row.split(',')[1]
}
