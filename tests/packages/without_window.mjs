// What `gonglian` must do on every system it is given to, whatever has to stand before its name there.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { start } from '../browser/driving/program.mjs'
import { folder } from '../browser/driving/tools.mjs'
import { VERSION, must } from './checks.mjs'

/** `words` start it, `path` says how a path reads there. */
export async function worksWithoutWindow({ words, env = {}, path = (here) => here, dir = path(join(folder('共联 工作台'), '第 一 台')) }) {
  const say = (args, more = {}) => must([...words, ...args], { ...more, env: { ...env, ...more.env } })
  assert.equal(say(['--version']).trim(), `gonglian ${VERSION}`)
  assert.ok(JSON.parse(say(['calls', '--json'])).some((call) => call.name === 'register_appeal'))
  const people = JSON.parse(say(['demo', '--dir', dir, '--records', '60']))
  // Of so few matters a liaison's station may have none; a head sees them all.
  const { name, password } = people.find((one) => one.role === 'head')
  const as = ['--dir', dir, '--as', name]
  const call = (asked, input) => JSON.parse(say(['call', asked, ...as], { input: JSON.stringify(input), env: { GONGLIAN_PASSWORD: password } })).ok
  const [first] = call('list_appeals', {}).rows
  const { value } = call('print_visit_sheet', { record: first.record })
  assert.equal(Buffer.from(value.bytes_base64, 'base64').subarray(0, 5).toString(), '%PDF-')
  assert.match(call('licences', {}).page, /<h2 id="/, 'the licences came along, and the program finds them')
  say(['verify', ...as], { env: { GONGLIAN_PASSWORD: password } })
  // Every line of the check-up is told, and none is red.
  const lines = JSON.parse(say(['doctor', ...as, '--json'], { env: { GONGLIAN_PASSWORD: password } }))
  assert.ok(lines.length > 10 && lines.every(({ light }) => ['green', 'amber'].includes(light)), JSON.stringify(lines))
  await servesPages(start(words[0], [...words.slice(1), 'serve', '--dir', dir, '--port', '0'], env))
  return { dir, people }
}

/** What stands in for a system is slow, and slower beside other work. */
export const PATIENCE_MS = 60_000

/** The loopback host: lets in once, shows the pages, answers a call. */
async function servesPages(program) {
  await opensOnce((await program.line(PATIENCE_MS)).trim())
  await program.stop(PATIENCE_MS)
}

export async function opensOnce(address) {
  const { page, call } = await entered(address)
  assert.match(page, /<script type="module"/)
  const [, script] = /src="\.?\/?(assets\/[^"]+\.js)"/.exec(page)
  assert.equal((await fetch(new URL(`/${script}`, address))).status, 200)
  assert.ok((await call('desk_state', {})).state)
}

/** As a browser enters: the address is spent for the key of the calls. */
export async function entered(address) {
  const answer = await fetch(address, { redirect: 'manual' })
  assert.equal(answer.status, 303)
  const [, key] = /#key=([0-9a-f]{64})$/.exec(answer.headers.get('location'))
  const page = await (await fetch(new URL('/', address))).text()
  const headers = { 'x-gonglian-key': key, 'content-type': 'application/json' }
  return {
    page,
    call: async (name, input) => {
      const said = await (await fetch(new URL(`/call/${name}`, address), { method: 'POST', headers, body: JSON.stringify(input) })).json()
      assert.ok(said.ok !== undefined, `${name}: ${JSON.stringify(said)}`)
      return said.ok
    },
  }
}
