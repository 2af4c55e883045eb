// The browser in the window's place: asked for once, chosen for good, and taken back. The same desk is served to it.
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { afterCase, test } from '../browser/driving/cases.mjs'
import { start, until, within } from '../browser/driving/program.mjs'
import { built, folder, words } from '../browser/driving/tools.mjs'
import { childIn } from './driver.mjs'
import { PASSWORD, PERSON, founded } from './seat.mjs'

/** The program listens to the host for five seconds, in case it ends at once. */
const BEGUN_MS = 60_000

test('who asks for the browser has the same desk there, for good when told so, and may take the window back', async () => {
  const home = folder('home')
  const kept = join(home, 'cn.gonglian.desk/in-browser')
  const { env, sent } = browserIn(home)
  const dir = founded()
  const begin = (...words) => start(built('gonglian-desk'), [...words, '--dir', dir], env)
  const given = async (program) => {
    assert.equal(await within(BEGUN_MS, program.ended, () => `it does not end. ${program.said()}`), 0, program.said())
    return until(BEGUN_MS, sent, () => `no browser was opened. ${program.said()}`)
  }

  const once = begin('--browser')
  const host = await until(BEGUN_MS, () => childIn(once.pid, 'gonglian'), () => `no host. ${once.said()}`)
  afterCase(() => { try { process.kill(host, 'SIGKILL') } catch { /* it has ended */ } })
  const page = await entered(await given(once))
  assert.equal(existsSync(kept), false)
  await page.ok('sign_in', { name: PERSON, password: PASSWORD })
  assert.equal((await page.ok('desk_state', {})).office.code, '331002')

  assert.equal((await page.ok('choose_opening', { way: 'browser' })).way, 'browser')
  assert.ok(existsSync(kept))
  assert.equal(new URL(await given(begin())).host, page.host, 'the host that runs already')

  const window = begin('--window')
  await until(BEGUN_MS, () => !existsSync(kept), () => `the choice was not taken back. ${window.said()}`)
  await window.kill()
  await page.quit()
})

/** A bug: it gave way to a host that nobody saw, and ended as if all was well; the second click alone had a word for it. */
test('where there is no browser either, the first start says so with its code and leaves no host behind', async () => {
  const home = folder('home')
  const program = start(built('gonglian-desk'), ['--browser', '--dir', founded()], withoutBrowser(home))
  // What is logged goes before the dialog that says it; the dialog then waits for a person.
  await until(BEGUN_MS, () => program.said().includes(words.terminal.no_browser), () => `nothing was said. ${program.said()}`)
  assert.equal(childIn(program.pid, 'gonglian'), undefined)
  assert.deepEqual(readdirSync(join(home, 'cn.gonglian.desk/hosts')).filter((name) => name.endsWith('.address')), [])
  await program.kill()
  // A bug: with an address whoever shares the PC could read its key there.
  assert.equal(statSync(join(home, 'cn.gonglian.desk/browser.said')).mode & 0o777, 0o600)
})

/** Nothing that opens a browser is found there: only what leads into a clean root, where packages are tried. */
function withoutBrowser(home) {
  const bin = join(home, 'bin')
  mkdirSync(bin)
  for (const place of ['/usr/bin/nsenter', '/usr/sbin/chroot']) symlinkSync(place, join(bin, basename(place)))
  return { PATH: bin, XDG_DATA_HOME: home, GONGLIAN_DIR: '' }
}

/** A browser that only writes down where it was sent. */
function browserIn(home) {
  const [bin, place] = [join(home, 'bin'), join(home, 'sent')]
  mkdirSync(bin)
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" > '${place}.new' && mv '${place}.new' '${place}'\n`)
  chmodSync(join(bin, 'xdg-open'), 0o755)
  const env = { PATH: [bin, process.env.PATH].join(delimiter), XDG_DATA_HOME: home, GONGLIAN_DIR: '' }
  /** Where since it was last asked. */
  const sent = () => {
    if (!existsSync(place)) return undefined
    const address = readFileSync(place, 'utf8').trim()
    rmSync(place)
    return address
  }
  return { env, sent }
}

/** As a browser enters: the address is spent for the key of the calls. */
async function entered(address) {
  const answer = await fetch(address, { redirect: 'manual' })
  const [, key] = /#key=([0-9a-f]{64})$/.exec(answer.headers.get('location')) ?? []
  assert.ok(key, `${answer.status}`)
  const post = (path, input) => fetch(new URL(path, address), {
    method: 'POST', headers: { 'x-gonglian-key': key, 'content-type': 'application/json' }, body: JSON.stringify(input),
  })
  return {
    host: new URL(address).host,
    ok: async (name, input) => {
      const said = await (await post(`/call/${name}`, input)).json()
      assert.ok(said.ok !== undefined, `${name}: ${JSON.stringify(said)}`)
      return said.ok
    },
    quit: async () => assert.equal((await post('/quit', {})).status, 200),
  }
}
