// What is linked for glibc 2.28 (Kylin V10, UOS 20): no newer symbol, it works from a folder, on both processors, and an old browser
// shows its pages.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeBrowser, openPage, signIn } from '../browser/driving/browser.mjs'
import { someone } from '../browser/driving/demo.mjs'
import { lacksOldChromium } from '../browser/driving/old_chromium.mjs'
import { start } from '../browser/driving/program.mjs'
import { folder } from '../browser/driving/tools.mjs'
import { wrongWithPages } from '../browser/driving/walk.mjs'
import { ARM_LIBRARIES, VERSION, check, given, lacksForArm, lacksProgram, must } from './checks.mjs'
import { worksWithoutWindow } from './without_window.mjs'

const OLDEST = 28
const tarball = (machine) => `gonglian-${VERSION}-linux-${machine}-glibc2.${OLDEST}.tar.gz`
const x86 = given(tarball('x86_64'))
const arm = given(tarball('aarch64'))

for (const [processor, { file, lacks }] of [['x86-64', x86], ['arm64', arm]]) {
  check(`${processor} for glibc 2.28: no symbol is newer`, [lacks, lacksProgram('readelf')], () => {
    const asked = must(['readelf', '--wide', '--dyn-syms', join(unpacked(file), 'gonglian')])
    const newest = Math.max(...[...asked.matchAll(/@GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor)))
    assert.ok(newest > 0 && newest <= OLDEST, `GLIBC_2.${newest}`)
    return `the highest is GLIBC_2.${newest}`
  })
}

for (const [processor, archive, deb] of [['amd64', x86, given(`gonglian-host_${VERSION}_amd64.deb`)], ['arm64', arm, given(`gonglian-host_${VERSION}_arm64.deb`)]]) {
  check(`the .deb for glibc 2.28, ${processor}: it says whose it is, asks for no more, and holds the program of the archive`, [deb.lacks, archive.lacks, lacksProgram('dpkg-deb')], () => {
    const field = (name) => must(['dpkg-deb', '--field', deb.file, name]).trim()
    assert.deepEqual([field('Architecture'), field('Depends')], [processor, `libc6 (>= 2.${OLDEST}), xdg-utils`])
    const at = folder('deb')
    must(['dpkg-deb', '--extract', deb.file, at])
    assert.ok(readFileSync(join(at, 'usr/bin/gonglian')).equals(readFileSync(join(unpacked(archive.file), 'gonglian'))))
    assert.ok(existsSync(join(at, 'usr/share/applications/gonglian-browser.desktop')))
  })
}

check('x86-64 for glibc 2.28: it works from a folder, and a user puts it into the menu', [x86.lacks], async () => {
  await worksWithoutWindow({ words: [join(unpacked(x86.file), 'gonglian')] })
  for (const name of ['共 联', ...SIGNS]) entersTheMenu(unpacked(x86.file, name))
})

/** A backslash was written three times where four are read as one, and a program below 100% was not found. */
const SIGNS = ['\\server\\共联', 'a "b" `c` $HOME \\d', '100% 共联']

function entersTheMenu(at) {
  const share = folder('share')
  const entry = join(share, 'applications/gonglian-browser.desktop')
  must([join(at, 'menu-entry.sh')], { env: { XDG_DATA_HOME: share } })
  const said = (key) => valueOf(readFileSync(entry, 'utf8'), key)
  const started = wordsOf(said('Exec'))
  assert.deepEqual(started.filter((word) => word !== 'env'), [join(at, 'gonglian'), 'open', '--from-menu'])
  assert.doesNotMatch(started[0], /%/, 'is looked for before its signs are read')
  assert.ok(existsSync(said('Icon')))
  must([join(at, 'menu-entry.sh'), '--remove'], { env: { XDG_DATA_HOME: share } })
  assert.equal(existsSync(entry), false)
}

/** As the Desktop Entry Specification has it: a value's own escapes are read first, then the quotes of a command, then its `%`. */
const valueOf = (text, key) => new RegExp(`^${key}=(.*)$`, 'm').exec(text)[1].replace(/\\(.)/g, (_, sign) => {
  assert.equal(sign, '\\', `\\${sign} stands for something else, or for nothing`)
  return sign
})
const wordsOf = (command) => [...command.matchAll(/"((?:\\["`$\\]|[^"`$\\])*)"(?= |$)|([^ "`$\\]+)/g)]
  .map(([, quoted, plain]) => (plain ?? quoted.replace(/\\(.)/g, '$1')).replaceAll('%%', '%'))

check('x86-64 for glibc 2.28: every page of a head in Chromium 92', [x86.lacks, lacksOldChromium()], async () => {
  const program = join(unpacked(x86.file), 'gonglian')
  const dir = join(folder('共联 工作台'), '第 二 台')
  const people = JSON.parse(must([program, 'demo', '--dir', dir, '--records', '60']))
  const host = start(program, ['serve', '--dir', dir, '--port', '0'])
  const { page, wrong, close } = await openPage((await host.line()).trim(), { age: 'old' })
  try {
    await signIn(page, someone(people, 'head'))
    const { found, seen } = await wrongWithPages(page, wrong)
    assert.deepEqual(found, [])
    return `${seen} kinds of pages`
  } finally {
    await close()
    await closeBrowser()
    await host.stop()
  }
})

check('arm64 for glibc 2.28: it works under qemu', [arm.lacks, ...lacksForArm()], async () => {
  await worksWithoutWindow({ words: ['qemu-aarch64-static', '-L', ARM_LIBRARIES, join(unpacked(arm.file), 'gonglian')] })
})

function unpacked(file, name = '共 联') {
  const at = join(folder('包'), name)
  mkdirSync(at)
  must(['tar', '--extract', '--file', file, '--directory', at])
  return join(at, `gonglian-${VERSION}`)
}
