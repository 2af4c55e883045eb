// The core's own tests on the systems it is built for: ledger, law, store and stories, compiled with the words the packages are compiled
// with, run by what stands in for the system.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ROOT } from '../browser/driving/tools.mjs'
import { ARM_LIBRARIES, TARGET, check, lacksForArm, leaveOut } from './checks.mjs'
import { inWine, lacksForWine } from './wine.mjs'

const WINDOWS = 'x86_64-pc-windows-gnu'
const ARM = 'aarch64-unknown-linux-gnu'
const TOOLS = join(TARGET, 'package/tools/bin')
const QEMU = `qemu-aarch64-static -L ${ARM_LIBRARIES}`
const zigbuild = join(TOOLS, 'cargo-zigbuild')

/** Libraries with their own tests, then the proofs of the ledger with its golden bytes, the tables of the law and the stories. */
const CORE = [
  ...['ledger', 'domain', 'store', 'actions', 'tests'].flatMap((name) => ['--package', name]),
  ...['--lib', '--test', 'proofs', '--test', 'law', '--test', 'stories'],
  ...['--features', 'store/own-openssl', '--profile', 'given', '--locked', '--no-fail-fast'],
]
/** Cargo joins the features of all it compiles: named beside the core, the window lets what was compiled for the package be used again. */
const AS_PACKAGED = ['--package', 'shell', '--features', 'shell/custom-protocol']

/** What stands in for a system cannot do all of it: by name and reason. */
const WITHOUT = {
  windows: {
    'desks::checkpoints::the_paper_bears_the_code_that_finds_its_checkpoint': 'reads the page by pdftotext, which a program of Windows does not reach',
    'papers::what_goes_out_on_paper': 'reads the pages by pdftotext, which a program of Windows does not reach',
  },
  arm64: {
    'checkup::machine::tests::printers_are_counted_by_whatever_answers': 'qemu starts a program that is not there and does not say so',
  },
}

check('the core for Windows: ledger, law, store and stories under wine', [lacksStd(WINDOWS), ...lacksForWine()], async () => {
  const { WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES } = inWine().env
  return passed(['cargo', 'test', '--target', WINDOWS, ...CORE, ...AS_PACKAGED], WITHOUT.windows, {
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER: 'x86_64-w64-mingw32-gcc',
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER: 'wine',
    ...{ WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES },
  })
})

check('the core for arm64: ledger, law, store and stories under qemu', [
  lacksStd(ARM), ...lacksForArm(), existsSync(zigbuild) ? undefined : 'needs cargo-zigbuild: cargo xtask package brings it',
], () => passed([zigbuild, 'test', '--target', `${ARM}.2.28`, ...CORE], WITHOUT.arm64, {
  PATH: [TOOLS, process.env.PATH].join(delimiter),
  CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER: QEMU,
  // The test that kills starts itself again, and the kernel alone would not know how.
  STORE_KILL_RUNNER: QEMU,
}))

/** Runs to the end all but what is left out by name; what failed is named. */
async function passed([program, ...words], without, env) {
  const names = Object.keys(without)
  for (const name of names) leaveOut(name, without[name])
  // Apart: a line of the one may come in the middle of a line of the other, and the counts stand in lines.
  const said = { stdout: '', stderr: '' }
  const args = [...words, '--', ...names.flatMap((name) => ['--skip', name])]
  const running = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const name of Object.keys(said)) running[name].setEncoding('utf8').on('data', (part) => { said[name] += part })
  const code = await new Promise((done, fail) => running.once('error', fail).once('close', done))
  const counts = [...said.stdout.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed;.*; (\d+) filtered out/gm)]
  const [good, bad, left] = [1, 2, 3].map((part) => counts.reduce((sum, count) => sum + Number(count[part]), 0))
  const failed = [...said.stdout.matchAll(/^test (\S+) \.\.\. FAILED$/gm)].map(([, name]) => name)
  const why = [...said.stdout.matchAll(/^---- \S+ stdout ----$[^]*?(?=^---- |^failures:)/gm)].map(([text]) => text).join('') || said.stdout.slice(-2000) + said.stderr.slice(-2000)
  assert.ok(code === 0 && bad === 0 && good > 0, `${good} passed, ${bad} failed${failed.length ? `: ${failed.join(', ')}` : ''}\n${why}`)
  // A name that is none any more would leave nothing out, and one that became short too much.
  assert.equal(left, names.length, `${left} tests were left out, ${names.length} were named`)
  return `${good} passed`
}

function lacksStd(triple) {
  const asked = spawnSync('rustup', ['target', 'list', '--installed'], { encoding: 'utf8' })
  return asked.stdout?.split('\n').includes(triple) ? undefined : `needs the standard library for ${triple}: cargo xtask package brings it`
}
