// A Debian that nobody has touched. It is brought once; each check works in a layer of its own above it, which goes with the check.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { start } from '../browser/driving/program.mjs'
import { folder } from '../browser/driving/tools.mjs'
import { KEPT, LeftOut, lacksProgram, lacksRoot, must } from './checks.mjs'

const SUITE = 'bookworm'
export const lacksForRoot = () => [lacksRoot(), ...['debootstrap', 'unshare', 'nsenter'].map(lacksProgram)]

/** Mounts last as long as the process that made them: nothing of them is left in the system, however this ends. */
const KEEP = `set -e
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/at"
mount --bind /tmp "$2/at/tmp"
mount --rbind /dev "$2/at/dev"
mount -t proc proc "$2/at/proc"
mount --bind "$3" "$2/at/var/cache/apt/archives"
cp /etc/resolv.conf "$2/at/etc/resolv.conf"
echo ready
exec sleep infinity`

export async function cleanRoot() {
  const [base, archives] = [brought(), join(KEPT, 'archives')]
  const over = folder('root')
  for (const name of ['upper', 'work', 'at']) mkdirSync(join(over, name))
  mkdirSync(join(archives, 'partial'), { recursive: true })
  const keeper = start('unshare', ['--mount', 'sh', '-c', KEEP, 'sh', base, over, archives])
  await keeper.line().catch((error) => { throw new LeftOut(`no layer above a clean root: ${error.message}`) })
  const words = (args) => ['nsenter', `--mount=/proc/${keeper.pid}/ns/mnt`, 'chroot', join(over, 'at'), ...args]
  return {
    /** A command inside, as the words that start it from outside. */
    words,
    run: (args, more = {}) => must(words(args), { ...more, env: { ...INSIDE, ...more.env } }),
    env: INSIDE,
  }
}

/** Of who tests, nothing. */
const INSIDE = { HOME: '/root', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', XDG_DATA_HOME: '', GONGLIAN_DIR: '', DEBIAN_FRONTEND: 'noninteractive', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }

function brought() {
  const base = join(KEPT, SUITE)
  if (existsSync(base)) return base
  const half = `${base}.half`
  rmSync(half, { recursive: true, force: true })
  const ran = spawnSync('debootstrap', ['--variant=minbase', SUITE, half, 'http://deb.debian.org/debian'], { encoding: 'utf8' })
  if (ran.status !== 0) throw new LeftOut(`no clean root: debootstrap: ${ran.stdout.trim().split('\n').at(-1)}`)
  renameSync(half, base)
  return base
}
