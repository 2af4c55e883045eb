// What is linked for glibc 2.28 (Kylin V10, UOS 20): no newer symbol, and it works from a folder, on both processors.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder } from '../browser/driving/tools.mjs'
import { VERSION, check, given, lacksProgram, must } from './checks.mjs'
import { worksWithoutWindow } from './without_window.mjs'

const OLDEST = 28
const ARM_LIBRARIES = '/usr/aarch64-linux-gnu'
const x86 = given(/^gonglian-.*-linux-x86_64-.*\.tar\.gz$/)
const arm = given(/^gonglian-.*-linux-aarch64-.*\.tar\.gz$/)

for (const [processor, { file, lacks }] of [['x86-64', x86], ['arm64', arm]]) {
  check(`${processor} for glibc 2.28: no symbol is newer`, [lacks, lacksProgram('readelf')], () => {
    const asked = must(['readelf', '--wide', '--dyn-syms', join(unpacked(file), 'gonglian')])
    const newest = Math.max(...[...asked.matchAll(/@GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor)))
    assert.ok(newest > 0 && newest <= OLDEST, `GLIBC_2.${newest}`)
    return `the highest is GLIBC_2.${newest}`
  })
}

check('x86-64 for glibc 2.28: it works from a folder, and a user puts it into the menu', [x86.lacks], async () => {
  const at = unpacked(x86.file)
  await worksWithoutWindow({ words: [join(at, 'gonglian')] })
  const share = folder('share')
  const entry = join(share, 'applications/gonglian-browser.desktop')
  must([join(at, 'menu-entry.sh')], { env: { XDG_DATA_HOME: share } })
  const text = readFileSync(entry, 'utf8')
  assert.equal(/^Exec="(.*)" open$/m.exec(text)[1], join(at, 'gonglian'))
  assert.ok(existsSync(/^Icon=(.*)$/m.exec(text)[1]))
  must([join(at, 'menu-entry.sh'), '--remove'], { env: { XDG_DATA_HOME: share } })
  assert.equal(existsSync(entry), false)
})

check('arm64 for glibc 2.28: it works under qemu', [
  arm.lacks, lacksProgram('qemu-aarch64-static'), existsSync(ARM_LIBRARIES) ? undefined : 'needs libc6-arm64-cross',
], async () => {
  await worksWithoutWindow({ words: ['qemu-aarch64-static', '-L', ARM_LIBRARIES, join(unpacked(arm.file), 'gonglian')] })
})

function unpacked(file) {
  const at = join(folder('包'), '共 联')
  mkdirSync(at)
  must(['tar', '--extract', '--file', file, '--directory', at])
  return join(at, `gonglian-${VERSION}`)
}
