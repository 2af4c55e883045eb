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
    try {
      await run()
      console.log(`ok    ${name} (${seconds(start)})`)
    } catch (error) {
      failed += 1
      console.log(`FAILED ${name} (${seconds(start)})\n      ${String(error?.stack ?? error).replaceAll('\n', '\n      ')}`)
    }
    for (const end of endings.splice(0).reverse()) await end()
    if (its) spent.set(its, (spent.get(its) ?? 0) + performance.now() - start)
  }
  for (const [its, ms] of spent) console.log(`${its}: ${(ms / 1000).toFixed(0)} s`)
  console.log(`${cases.length - failed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`
