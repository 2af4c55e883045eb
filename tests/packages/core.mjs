// The core's own tests on the systems it is built for: ledger, law, store and stories, compiled with the words the packages are compiled
// with, run by what stands in for the system.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ROOT } from '../browser/driving/tools.mjs'
import { ARM_LIBRARIES, TARGET, check, lacksForArm } from './checks.mjs'
import { inWine, lacksForWine } from './wine.mjs'

const WINDOWS = 'x86_64-pc-windows-gnu'
const ARM = 'aarch64-unknown-linux-gnu'
const TOOLS = join(TARGET, 'package/tools/bin')
const zigbuild = join(TOOLS, 'cargo-zigbuild')

/** Libraries with their own tests, then the proofs of the ledger, the tables of the law and the stories. */
const CORE = [
  ...['ledger', 'domain', 'store', 'actions', 'tests'].flatMap((name) => ['--package', name]),
  ...['--lib', '--test', 'golden', '--test', 'proofs', '--test', 'law', '--test', 'stories'],
  ...['--features', 'store/own-openssl', '--profile', 'given', '--locked', '--no-fail-fast'],
]

check('the core for Windows: ledger, law, store and stories under wine', [lacksStd(WINDOWS), ...lacksForWine()], async () => {
  const { WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES } = inWine().env
  return passed(['cargo', 'test', '--target', WINDOWS, ...CORE], {
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER: 'x86_64-w64-mingw32-gcc',
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER: 'wine',
    ...{ WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES },
  })
})

check('the core for arm64: ledger, law, store and stories under qemu', [
  lacksStd(ARM), ...lacksForArm(), existsSync(zigbuild) ? undefined : 'needs cargo-zigbuild: cargo xtask package brings it',
], () => passed([zigbuild, 'test', '--target', `${ARM}.2.28`, ...CORE], {
  PATH: [TOOLS, process.env.PATH].join(delimiter),
  CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER: `qemu-aarch64-static -L ${ARM_LIBRARIES}`,
}))

/** Runs to the end; what failed is named. */
async function passed([program, ...args], env) {
  let said = ''
  const running = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (part) => { said += part })
  const code = await new Promise((done, fail) => running.once('error', fail).once('close', done))
  const counts = [...said.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed/gm)]
  const [good, bad] = [1, 2].map((part) => counts.reduce((sum, count) => sum + Number(count[part]), 0))
  const failed = [...said.matchAll(/^test (\S+) \.\.\. FAILED$/gm)].map(([, name]) => name)
  assert.ok(code === 0 && bad === 0 && good > 0, `${good} passed, ${bad} failed${failed.length ? `: ${failed.join(', ')}` : ''}\n${said.slice(-4000)}`)
  return `${good} passed`
}

function lacksStd(triple) {
  const asked = spawnSync('rustup', ['target', 'list', '--installed'], { encoding: 'utf8' })
  return asked.stdout?.split('\n').includes(triple) ? undefined : `needs the standard library for ${triple}: cargo xtask package brings it`
}
