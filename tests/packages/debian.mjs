// The packages for Debian and its kin: installed by apt where nothing of ours has ever been, used, removed; the desk stays.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT, folder } from '../browser/driving/tools.mjs'
import { LeftOut, VERSION, check, given, lacksProgram, must } from './checks.mjs'
import { cleanRoot, lacksForRoot } from './roots.mjs'
import { leaveUndone, undone } from './undone.mjs'
import { worksWithoutWindow } from './without_window.mjs'

const DESK = '/root/.local/share/cn.gonglian.desk/desk'
const window = given(`gonglian_${VERSION}_amd64.deb`)
const host = given(`gonglian-host_${VERSION}_amd64.deb`)

check('the .deb with the window: apt installs it in a clean Debian 12 over an older one, the window tests pass on it, removed it leaves the desk', [
  window.lacks, ...lacksForRoot(), lacksProgram('WebKitWebDriver'), process.env.DISPLAY ? undefined : 'needs a display',
], async () => {
  const root = await cleanRoot()
  const found = await upgraded(root, 'gonglian', window.file, ['dbus'])
  complete(root, 'gonglian', ['gonglian.desktop', 'gonglian-browser.desktop'])
  oneUnderTwoNames(root)
  const passed = windowTests(root)
  leavesTheDesk(root, 'gonglian', window.file, found)
  return `${passed} in the window`
})

check('the .deb without a window: apt installs it in a clean Debian 12 over an older one, removed it leaves the desk', [host.lacks, ...lacksForRoot()], async () => {
  const root = await cleanRoot()
  const found = await upgraded(root, 'gonglian-host', host.file)
  complete(root, 'gonglian-host', ['gonglian-browser.desktop'])
  leavesTheDesk(root, 'gonglian-host', host.file, found)
})

check('the two .debs: each makes room for the other, whichever name is a program there, and leaves the desk', [window.lacks, host.lacks, ...lacksForRoot()], async () => {
  const root = await cleanRoot()
  install(root, host.file)
  const desk = await worksWithoutWindow({ words: root.words(['gonglian']), env: root.env, dir: DESK })
  const left = await leavesUndone(root, desk)
  for (const [name, gone, file] of [['gonglian', 'gonglian-host', window.file], ['gonglian-host', 'gonglian', host.file]]) {
    install(root, file)
    const there = root.run(['dpkg-query', '--show', '--showformat', '${db:Status-Abbrev}${Package}\n', 'gonglian*']).split('\n')
    assert.deepEqual(there.filter((line) => line.startsWith('ii ')), [`ii ${name}`], `${gone} goes`)
    if (name === 'gonglian') oneUnderTwoNames(root)
    else assert.equal(lyingIn(root), '/usr/bin/gonglian\n')
    findsTheDesk(root, desk, left)
  }
})

/** Of Ubuntu 22.04: what it came with, and of the web view what its own security updates brought by 2024. */
const UBUNTU_2204 = {
  libc6: '2.35-0ubuntu3', libcairo2: '1.16.0-5ubuntu2', 'libdbus-1-3': '1.12.20-2ubuntu4', 'libgcc-s1': '12-20220319-1ubuntu1',
  'libgdk-pixbuf-2.0-0': '2.42.8+dfsg-1', 'libglib2.0-0': '2.72.1-1', 'libgtk-3-0': '3.24.33-1ubuntu1', 'libsoup-3.0-0': '3.0.6-0ubuntu1',
  libssl3: '3.0.2-0ubuntu1', 'xdg-utils': '1.1.3-4.1ubuntu1',
  'libjavascriptcoregtk-4.1-0': '2.44.0-0ubuntu0.22.04.1', 'libwebkit2gtk-4.1-0': '2.44.0-0ubuntu0.22.04.1',
}

check('the .deb with the window asks for nothing that Ubuntu 22.04 with its updates lacks', [window.lacks, lacksProgram('dpkg-deb')], () => {
  const depends = must(['dpkg-deb', '--field', window.file, 'Depends']).trim().split(', ')
  for (const one of depends) {
    const [, name, least = '0'] = /^(\S+)(?: \(>= (\S+)\))?$/.exec(one)
    assert.ok(UBUNTU_2204[name], `${name} is not there`)
    must(['dpkg', '--compare-versions', UBUNTU_2204[name], 'ge', least])
  }
  return `${depends.length} packages`
})

/** What the package says it depends on must be enough. */
function install(root, file, more = []) {
  const inside = join(folder('deb'), basename(file))
  copyFileSync(file, inside)
  try {
    // Without it a list that cannot be had is a warning only.
    root.run(['apt-get', 'update', '--option', 'APT::Update::Error-Mode=any'])
  } catch (error) {
    throw new LeftOut(`apt reaches no packages: ${error.message.trim().split('\n').at(-1)}`)
  }
  // A root that goes with the check need not be on the disk.
  root.run(['apt-get', 'install', '--yes', '--no-install-recommends', '--option', 'DPkg::Options::=--force-unsafe-io', inside, ...more])
  root.run(['rm', inside])
}

/** Every library is found, every menu entry starts something and has its icon. */
function complete(root, name, entries) {
  const files = root.run(['dpkg', '-L', name]).trim().split('\n')
  const programs = files.filter((file) => file.startsWith('/usr/bin/'))
  for (const program of programs) assert.doesNotMatch(root.run(['ldd', program]), /not found/)
  assert.deepEqual(files.filter((file) => file.endsWith('.desktop')).map((file) => basename(file)).sort(), entries.sort())
  for (const entry of entries) {
    const text = root.run(['cat', `/usr/share/applications/${entry}`])
    assert.ok(programs.includes(`/usr/bin/${/^Exec=(\S+)/m.exec(text)[1]}`), entry)
    assert.ok(files.some((file) => file.endsWith(`/apps/${/^Icon=(\S+)/m.exec(text)[1]}.png`)), entry)
  }
  // Nobody sees a terminal there.
  assert.match(root.run(['cat', '/usr/share/applications/gonglian-browser.desktop']), /^Exec=gonglian open --from-menu$/m)
  assert.ok(files.includes('/usr/share/doc/gonglian/licences.html'))
}

/** Under each it says which it is; a second file would weigh as much again. */
function oneUnderTwoNames(root) {
  assert.equal(root.run(['readlink', '/usr/bin/gonglian']), 'gonglian-desk\n')
  for (const name of ['gonglian', 'gonglian-desk']) assert.equal(root.run([name, '--version']), `${name} ${VERSION}\n`)
}

/** What programs of ours there are. */
const lyingIn = (root) => root.run(['find', '/usr/bin', '-name', 'gonglian*'])

/** `cargo xtask test` asks the same of what was just built. */
function windowTests(root) {
  const built = join(folder('built'), 'bin')
  mkdirSync(built)
  for (const name of ['gonglian-desk', 'gonglian']) {
    const quoted = root.words([`/usr/bin/${name}`]).map((word) => `'${word}'`).join(' ')
    writeFileSync(join(built, name), `#!/bin/sh\nexec ${quoted} "$@"\n`)
    chmodSync(join(built, name), 0o755)
  }
  const env = { ...process.env, GONGLIAN_BUILT: built }
  const ran = spawnSync(process.execPath, [join(ROOT, 'tests/window/all.mjs')], { env, encoding: 'utf8' })
  assert.equal(ran.status, 0, ran.stdout + ran.stderr)
  return /(\d+) passed, 0 failed/.exec(ran.stdout)[1]
}

/** An older version is there and worked with; this one is installed over it and finds the desk. What finds it again. */
async function upgraded(root, name, file, more = []) {
  install(root, older(file), more)
  const desk = await worksWithoutWindow({ words: root.words(['gonglian']), env: root.env, dir: DESK })
  const left = await leavesUndone(root, desk)
  install(root, file)
  assert.equal(root.run(['dpkg-query', '--show', '--showformat', '${Version}', name]).trim(), VERSION)
  const found = () => findsTheDesk(root, desk, left)
  found()
  return found
}

/** The same package as a version before the first. Those had two programs: where a file was, a second name for the other comes. */
function older(file) {
  const [at, made] = [join(folder('older'), 'inside'), join(folder('older'), basename(file).replace(VERSION, '0.0.1'))]
  must(['dpkg-deb', '--raw-extract', file, at])
  must(['sed', '-i', 's/^Version: .*/Version: 0.0.1/', join(at, 'DEBIAN/control')])
  const [program, second] = ['gonglian-desk', 'gonglian'].map((name) => join(at, 'usr/bin', name))
  if (existsSync(program)) must(['cp', '--remove-destination', program, second])
  must(['dpkg-deb', '--root-owner-group', '-Znone', '--build', at, made])
  return made
}

/** The call of whoever has this role at the desk. */
const calls = (root, { dir, people }) => (role, name, input) => {
  const { name: as, password } = people.find((one) => one.role === role)
  const said = root.run(['gonglian', 'call', name, '--dir', dir, '--as', as], { input: JSON.stringify(input), env: { GONGLIAN_PASSWORD: password } })
  return JSON.parse(said).ok
}

const leavesUndone = (root, desk) => leaveUndone({ words: root.words(['gonglian']), env: root.env, dir: '/root/another/desk', call: calls(root, desk) })

/** Every entry of it is good; what was begun is there, and as much waits to be sent. */
function findsTheDesk(root, desk, left) {
  const { name: as, password } = desk.people.find((one) => one.role === 'liaison')
  root.run(['gonglian', 'verify', '--dir', desk.dir, '--as', as], { env: { GONGLIAN_PASSWORD: password } })
  assert.deepEqual(undone(calls(root, desk)), left)
}

/** Gone with everything of its own, and once it is back it finds the desk. */
function leavesTheDesk(root, name, file, found) {
  root.run(['apt-get', 'purge', '--yes', name])
  assert.equal(root.run(['find', '/usr', '-name', '*gonglian*']), '')
  install(root, file)
  found()
}
