// The packages for Windows, under wine: the zip from any folder, the window that finds no web view, the installer of one user.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterCase } from '../browser/driving/cases.mjs'
import { start, until } from '../browser/driving/program.mjs'
import { folder, words } from '../browser/driving/tools.mjs'
import { LeftOut, VERSION, check, given, lacksProgram, lacksRoot, must } from './checks.mjs'
import { leaveUndone, undone } from './undone.mjs'
import { inWine, lacksForWine } from './wine.mjs'
import { PATIENCE_MS, opensOnce, worksWithoutWindow } from './without_window.mjs'

const zip = given(`gonglian-${VERSION}-windows-x86_64.zip`)
const setup = given(`gonglian-${VERSION}-windows-x86_64-setup.exe`)
const lacksDisplay = process.env.DISPLAY ? lacksProgram('xdotool') : 'needs a display'
const FILES = ['gonglian-desk.exe', 'gonglian.exe', 'WebView2Loader.dll', 'licences.html']
/** Every Windows 10 has them. */
const OF_WINDOWS = new Set([
  ...['advapi32', 'bcrypt', 'bcryptprimitives', 'combase', 'comctl32', 'crypt32', 'dwmapi', 'gdi32', 'imm32', 'kernel32', 'msvcrt', 'ntdll', 'ole32'],
  ...['oleaut32', 'pdh', 'powrprof', 'propsys', 'psapi', 'rpcrt4', 'secur32', 'shell32', 'shlwapi', 'user32', 'userenv', 'ws2_32'],
  ...['api-ms-win-core-synch-l1-2-0', 'api-ms-win-core-winrt-error-l1-1-0'],
])

check('the programs for Windows: they ask for nothing that neither Windows 10 nor their folder has, and the window for its controls by name', [
  zip.lacks, lacksProgram('unzip'), lacksProgram('x86_64-w64-mingw32-objdump'),
], () => {
  for (const name of FILES.filter((one) => !one.endsWith('.html'))) {
    const asked = [...must(['x86_64-w64-mingw32-objdump', '-p', join(unzipped(), name)]).matchAll(/DLL Name: (\S+)/g)].map(([, dll]) => dll)
    assert.ok(asked.length > 0, name)
    assert.deepEqual(asked.filter((dll) => !FILES.includes(dll) && !OF_WINDOWS.has(dll.toLowerCase().replace(/\.dll$/, ''))), [], name)
  }
  // Wine has one set of them; Windows starts no window that asks for the newer ones without naming them.
  assert.ok(readFileSync(join(unzipped(), 'gonglian-desk.exe')).includes('Microsoft.Windows.Common-Controls'))
})

check('the zip for Windows: gonglian.exe works under wine, in a folder with Chinese and spaces', [zip.lacks, ...lacksForWine()], async () => {
  const { env, path, words: wine } = inWine()
  await worksWithoutWindow({ words: wine(join(unzipped(), 'gonglian.exe')), env, path })
})

check('the zip for Windows: a desk lies in a folder deeper than 260 characters, with Chinese and spaces', [zip.lacks, ...lacksForWine()], async () => {
  const { env, path, words: wine } = inWine()
  const deep = join(folder('深'), ...Array.from({ length: 7 }, (_, n) => `第 ${n + 1} 层 papers of the second half of the year`))
  assert.ok([...path(deep)].length > 260)
  await worksWithoutWindow({ words: wine(join(unzipped(), 'gonglian.exe')), env, dir: path(deep) })
  assert.ok(existsSync(join(deep, 'desk.db')))
})

check('the window for Windows: without a web view it says so with its code and gives way to the browser, for good when told so', [
  zip.lacks, ...lacksForWine(), lacksDisplay,
], async () => {
  const { env, path, words: wine, local, sent } = inWine()
  const kept = join(local, 'cn.gonglian.desk/in-browser')
  const dir = path(join(folder('无 网页'), '台'))
  const open = () => start('wine', [...wine(join(unzipped(), 'gonglian-desk.exe')).slice(1), '--dir', dir], env)
  open()
  await answer('Tab', 'space')
  await opensOnce(await found(sent, 'no browser was opened'))
  assert.equal(existsSync(kept), false)
  open()
  await answer('Return')
  // The host of the first start still runs: it is found, not started again.
  assert.match(await found(sent, 'no browser was opened'), /^http:\/\/127\.0\.0\.1:/)
  await found(() => existsSync(kept), 'the choice was not kept')
  open()
  assert.match(await found(sent, 'the choice was not followed'), /^http:\/\/127\.0\.0\.1:/)
})

check('the installer for Windows: one user, silently, again over itself and over one that was worked with, neither in nor out under a running program; removed it leaves the desk', [
  setup.lacks, ...lacksForWine(),
], async () => {
  const { env, path, local } = inWine()
  const at = join(local, 'Programs/Gonglian')
  const all = (names) => names.every((name) => existsSync(join(at, name)))
  const install = (code) => must(['wine', setup.file, '/S'], { env, code })
  install(0)
  install(0)
  assert.ok(all([...FILES, 'uninstall.exe']))
  const shown = must(['wine', 'reg', 'query', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Gonglian', '/v', 'DisplayVersion'], { env })
  assert.ok(shown.includes(VERSION))
  const program = [join(at, 'gonglian.exe')]
  const desk = join(local, 'cn.gonglian.desk/desk')
  const onC = (here) => `C:${here.slice(here.indexOf('/users/')).replaceAll('/', '\\')}`
  const inside = onC(desk)
  const people = JSON.parse(must(['wine', ...program, 'demo', '--dir', inside, '--records', '60'], { env }))
  const say = (role, verb, input) => {
    const { name: as, password } = people.find((one) => one.role === role)
    return must(['wine', ...program, ...verb, '--dir', inside, '--as', as], { input: JSON.stringify(input), env: { ...env, GONGLIAN_PASSWORD: password } })
  }
  const call = (role, name, input) => JSON.parse(say(role, ['call', name], input)).ok
  const left = await leaveUndone({ words: ['wine', ...program], env, dir: path(join(folder('另一台'), 'desk')), call })
  const running = start('wine', [...program, 'serve', '--dir', inside], env)
  await running.line(PATIENCE_MS)
  install(3)
  // Where it lies, so that its end is told; else it goes on from a copy of itself.
  must(['wine', join(at, 'uninstall.exe'), '/S', `_?=${onC(at)}`], { env, code: 3 })
  assert.ok(all([...FILES, 'uninstall.exe']))
  await running.kill()
  install(0)
  say('liaison', ['verify'], {})
  assert.deepEqual(undone(call), left)
  must(['wine', join(at, 'uninstall.exe'), '/S'], { env })
  await found(() => !existsSync(at), 'the folder of the program is still there')
  assert.ok(existsSync(desk))
  assert.equal(spawnSync('wine', ['reg', 'query', 'HKCU\\Software\\Gonglian'], { env: { ...process.env, ...env } }).status, 1)
})

check('the installer for Windows: a file that a scanner holds ends it with a fault, and the version before it is whole', [
  setup.lacks, ...lacksForWine(),
], async () => {
  const { env, path, holds } = inWine()
  const at = join(folder('程序'), '共联程序')
  const install = (code) => must(['wine', setup.file, '/S', `/D=${path(at)}`], { env, code })
  install(0)
  const before = lyingIn(at)
  // The last but one that takes its place: what went before it is put back.
  const [program, ...words] = holds(path(join(at, 'licences.html')))
  const scanner = start(program, words, env)
  assert.equal((await scanner.line(PATIENCE_MS)).trim(), 'held')
  install(4)
  assert.deepEqual(lyingIn(at), before)
  await scanner.kill()
  install(0)
  must(['wine', join(at, 'uninstall.exe'), '/S'], { env })
  await found(() => !existsSync(at), 'the folder of the program is still there')
})

check('the installer for Windows: on a disk that fills up it ends with a fault, and the version before it is whole', [
  setup.lacks, ...lacksForWine(), lacksRoot(),
], async () => {
  const { env, path } = inWine()
  const disk = smallDisk()
  // Without a space: NSIS takes this folder unquoted only.
  const at = join(disk, '共联程序')
  const install = (to, code) => must(['wine', setup.file, '/S', `/D=${path(to)}`], { env, code })
  install(at, 0)
  const before = lyingIn(at)
  assert.deepEqual(before.map(([name]) => name), [...FILES, 'uninstall.exe'].sort())
  // Room for something, and not for the program once more.
  const used = before.reduce((sum, [name]) => sum + statSync(join(at, name)).size, 0)
  must(['mount', '-o', `remount,size=${used + (8 << 20)}`, disk])
  install(at, 2)
  assert.deepEqual(lyingIn(at), before)
  assert.equal(must(['wine', join(at, 'gonglian.exe'), '--version'], { env }).trim(), `gonglian ${VERSION}`)
  install(join(disk, '另一处'), 2)
  assert.ok(!existsSync(join(disk, '另一处')))
  must(['mount', '-o', 'remount,size=1g', disk])
  install(at, 0)
  assert.deepEqual(lyingIn(at).map(([name]) => name), before.map(([name]) => name))
  must(['wine', join(at, 'uninstall.exe'), '/S'], { env })
  await found(() => !existsSync(at), 'the folder of the program is still there')
})

/** Every file of a folder with its sum. */
const lyingIn = (at) => readdirSync(at).sort().map((name) => [name, createHash('sha256').update(readFileSync(join(at, name))).digest('hex')])

/** A disk whose size is ours to say, for as long as the check runs. */
function smallDisk() {
  const disk = folder('盘')
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1g', 'gonglian', disk], { encoding: 'utf8' })
  if (mounted.status !== 0) throw new LeftOut(`no disk can be mounted here: ${mounted.stderr?.trim()}`)
  afterCase(() => { must(['umount', '--lazy', disk]) })
  return disk
}

let out

function unzipped() {
  if (out) return out
  const at = folder('盘')
  must(['unzip', '-q', zip.file, '-d', at])
  out = join(at, 'gonglian')
  assert.ok(FILES.every((name) => existsSync(join(out, name))))
  return out
}

/** Keys pressed in the dialog, once it is there: the first of its two buttons has the focus. Windows closes it by none. */
async function answer(...keys) {
  const id = await found(() => spawnSync('xdotool', ['search', '--onlyvisible', '--name', `^${words.app.name}$`], { encoding: 'utf8' }).stdout.trim().split('\n')[0], 'no dialog')
  must(['xdotool', 'windowfocus', '--sync', id, 'key', ...keys])
}

const found = (what, said) => until(120_000, what, () => said)
