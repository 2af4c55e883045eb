// Named cases, one after the other; a failing one does not stop the next. Then what each file took; the last line is the count.
const cases = []
const endings = []
const spent = new Map()
let file

/** The cases told from here on are this file's. */
export function ofFile(name) { file = name }

export function test(name, run) { cases.push({ name, run, file }) }

/** What a case started ends with it, however it ends. */
export function afterCase(end) { endings.push(end) }

export async function runAll() {
  let failed = 0
  for (const { name, run, file: its } of cases) {
    const start = performance.now()
    const wrong = await wrongWith(run)
    console.log(`${wrong ? 'FAILED' : 'ok   '} ${name} (${seconds(start)})${wrong}`)
    // What does not end spoils its own case and stops none that follows.
    const left = []
    for (const end of endings.splice(0).reverse()) left.push(await wrongWith(end))
    const stays = left.join('')
    if (stays) console.log(`FAILED ${name}: what it started does not end${stays}`)
    if (wrong || stays) failed += 1
    if (its) spent.set(its, (spent.get(its) ?? 0) + performance.now() - start)
  }
  for (const [its, ms] of spent) console.log(`${its}: ${(ms / 1000).toFixed(0)} s`)
  console.log(`${cases.length - failed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

/** The words of what went wrong, or none. */
async function wrongWith(run) {
  try {
    await run()
    return ''
  } catch (error) {
    return `\n      ${String(error?.stack ?? error).replaceAll('\n', '\n      ')}`
  }
}

const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`
