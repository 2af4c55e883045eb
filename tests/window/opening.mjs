// The window opens on a fresh machine, keeps to its own pages, and comes forward instead of opening twice.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '../browser/driving/cases.mjs'
import { start } from '../browser/driving/program.mjs'
import { built, folder, words } from '../browser/driving/tools.mjs'
import { openWindow, sleep, startDriver } from './driver.mjs'

test('a fresh machine is offered a new desk and a demonstration', async () => {
  const driver = await startDriver()
  const window = await openWindow(driver, ['--dir', join(folder('fresh'), 'desk')])
  await window.find('h1', words.start.title)
  await window.find('button', words.start.new)
  await window.find('button', words.start.demo)
  await window.close()
  await driver.stop()
})

test('without a folder the desk lies in the program\'s own', async () => {
  const home = folder('home')
  const driver = await startDriver({ XDG_DATA_HOME: home, GONGLIAN_DIR: '' })
  const window = await openWindow(driver, [])
  const { ok } = await window.call('desk_state')
  assert.equal(ok.state, 'none')
  await window.close()
  await driver.stop()
})

test('the shell has one command, and its answers have one shape', async () => {
  const driver = await startDriver()
  const window = await openWindow(driver, ['--dir', join(folder('fresh'), 'desk')])
  await window.find('h1')
  assert.equal((await window.call('no_such_call')).fault.code, 'unknown_call')
  assert.equal((await window.call('window_save_file', { name: 1 })).fault.code, 'bad_input')
  const others = ['plugin:dialog|open', 'plugin:fs|read_file', 'plugin:shell|execute', 'plugin:event|emit', 'save_file']
  for (const name of others) {
    const refused = await window.ask('POST', '/execute/async', {
      script: 'const done = arguments[1]; window.__TAURI_INTERNALS__.invoke(arguments[0], {}).then(() => done("answered"), () => done("refused"))',
      args: [name],
    })
    assert.equal(refused, 'refused', name)
  }
  await window.close()
  await driver.stop()
})

test('the page runs no text as a program and goes nowhere else', async () => {
  const driver = await startDriver()
  const window = await openWindow(driver, ['--dir', join(folder('fresh'), 'desk')])
  await window.find('h1')
  const inline = `const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); return window.ran === true`
  assert.equal(await window.script(inline), false)
  await window.script(`location.href = 'https://example.com/'`).catch(() => {})
  await sleep(500)
  assert.match(await window.script('return location.href'), /^tauri:\/\/localhost/)
  await window.close()
  await driver.stop()
})

test('a second start brings the first window forward and ends', async () => {
  const dir = join(folder('fresh'), 'desk')
  const driver = await startDriver()
  const window = await openWindow(driver, ['--dir', dir])
  await window.find('h1')
  const second = start(built('gonglian-desk'), ['--dir', dir])
  assert.equal(await Promise.race([second.ended, sleep(10_000)]), 0, second.said())
  await window.find('h1')
  await window.close()
  await driver.stop()
})

test('nothing is written before a desk is founded', async () => {
  const dir = join(folder('fresh'), 'desk')
  const driver = await startDriver()
  const window = await openWindow(driver, ['--dir', dir])
  await window.find('h1')
  await window.close()
  assert.equal(existsSync(dir), false)
  await driver.stop()
})
