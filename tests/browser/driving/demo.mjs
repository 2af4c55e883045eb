// A demonstration desk, made once a run and copied for whoever works in it.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gonglian } from './program.mjs'
import { folder } from './tools.mjs'

export const TODAY = '2026-09-01'
let made

/** One desk for many processes, or from run to run while the tests themselves are worked on: it takes longest. */
const KEPT = process.env.GONGLIAN_DEMO

/** `{ dir, people }`; `people` as `gonglian demo` prints them. */
export function demoDesk(records = 400) {
  made ??= make(records, KEPT)
  return { dir: copied(made.dir), people: made.people }
}

/** A desk to work in. With `GONGLIAN_COLD` nothing of it is in memory yet, as on a PC that was just switched on. */
export function copied(from) {
  const dir = join(folder('desk'), 'desk')
  cpSync(from, dir, { recursive: true })
  if (process.env.GONGLIAN_COLD) outOfMemory(join(dir, 'desk.db'))
  return dir
}

/** What was written a moment ago lies in memory, as whose it is that wrote it: whoever reads it then asks neither the disk nor for room. */
function outOfMemory(file) {
  const ran = spawnSync('dd', [`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none'], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`dd: ${ran.stderr}`)
}

/** Makes the desk that processes started with this folder in `GONGLIAN_DEMO` will find. */
export const keepDemo = (at, records = 400) => make(records, at)

function make(records, kept) {
  const dir = join(kept ?? folder('demo'), 'desk')
  const list = join(dir, '../people.json')
  if (kept && existsSync(list)) return { dir, people: JSON.parse(readFileSync(list, 'utf8')) }
  const ran = gonglian(['demo', '--dir', dir, '--seed', '7', '--records', String(records), '--today', TODAY])
  if (ran.code !== 0) throw new Error(`gonglian demo ended with ${ran.code}: ${ran.said}`)
  if (kept) writeFileSync(list, ran.out)
  return { dir, people: JSON.parse(ran.out) }
}

/** The first of the desk's people in a role. */
export function someone(people, role) {
  const person = people.find((one) => one.role === role)
  if (!person) throw new Error(`the demonstration desk has no ${role}`)
  return person
}
