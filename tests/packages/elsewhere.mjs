// The packages for Debian and its kin on the systems that no clean root is made of: their own archives are asked whether they have
// all that a package depends on, under whichever name. Nothing is installed, and nothing of theirs is run.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder } from '../browser/driving/tools.mjs'
import { LeftOut, VERSION, check, given, lacksProgram, must } from './checks.mjs'

const UBUNTU = 'deb [trusted=yes] http://archive.ubuntu.com/ubuntu'
/** Each as it came out and, where that is not enough, with its updates. Ubuntu's key is in no keyring of Debian's. */
const SYSTEMS = {
  'Debian 13': ['deb http://deb.debian.org/debian trixie main'],
  'Ubuntu 22.04 with its updates': [`${UBUNTU} jammy main universe`, `${UBUNTU} jammy-updates main universe`],
  'Ubuntu 24.04': [`${UBUNTU} noble main universe`],
}
const packages = ['gonglian', 'gonglian-host'].map((name) => ({ name, ...given(`${name}_${VERSION}_amd64.deb`) }))

for (const [system, sources] of Object.entries(SYSTEMS)) {
  check(`the .debs: ${system} has all that they ask for`, [...packages.map(({ lacks }) => lacks), lacksProgram('apt-get')], () => {
    const apt = archive(sources)
    const said = packages.map(({ name, file }) => {
      const asked = must(apt('--simulate', '--no-install-recommends', 'install', file))
      const come = [...asked.matchAll(/^Inst (\S+)/gm)].map(([, one]) => one)
      assert.ok(come.includes(name) && come.includes('xdg-utils'), asked)
      return `${name} comes with ${come.length - 1} others`
    })
    return said.join(', ')
  })
}

/** apt as it is on a system of these sources on which nothing is installed. */
function archive(sources) {
  const at = folder('apt')
  const inside = ['etc/apt/apt.conf.d', 'etc/apt/preferences.d', 'etc/apt/sources.list.d', 'var/lib/apt/lists/partial', 'var/cache/apt/archives/partial', 'var/lib/dpkg']
  for (const name of inside) mkdirSync(join(at, name), { recursive: true })
  writeFileSync(join(at, 'var/lib/dpkg/status'), '')
  writeFileSync(join(at, 'etc/apt/sources.list'), `${sources.join('\n')}\n`)
  const settings = [
    `Dir=${at}`, `Dir::State::status=${at}/var/lib/dpkg/status`, 'Dir::Etc::trustedparts=/etc/apt/trusted.gpg.d', 'Acquire::Languages=none',
    'APT::Architecture=amd64', 'APT::Architectures=amd64', 'APT::Sandbox::User=root',
  ]
  const apt = (...words) => ['apt-get', ...settings.flatMap((one) => ['--option', one]), ...words]
  try {
    must(apt('update', '--option', 'APT::Update::Error-Mode=any'))
  } catch (error) {
    throw new LeftOut(`apt reaches no packages: ${error.message.trim().split('\n').at(-1)}`)
  }
  return apt
}
