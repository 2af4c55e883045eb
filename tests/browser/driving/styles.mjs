// What a browser makes of our built styles. Two browsers are asked the same; what only one of them understands is told. Built sheets
// are minified, so that a block is a selector and its declarations, and nothing else.
const BLOCK = /([^{};]*)\{((?:[^{}"']|"[^"]*"|'[^']*')*)\}/g
const DECLARATION = /(-?[a-z][a-z-]*|--[\w-]+):((?:[^;"']|"[^"]*"|'[^']*')+)/g
const STEP = /^(from|to|[\d.]+%)/

/** `[{ selector, declared: [[property, value]] }]`, with what the variables stand for put in where it is known. */
function blocksOf(css) {
  const blocks = [...css.matchAll(BLOCK)].map(([, selector, body]) => ({
    selector: selector.trim(), declared: [...body.matchAll(DECLARATION)].map(([, name, value]) => [name, value.replace(/!important$/, '').trim()]),
  }))
  const variables = new Map(blocks.flatMap(({ declared }) => declared).filter(([name]) => name.startsWith('--')))
  const known = (value) => {
    for (let was; was !== value;) {
      was = value
      value = value.replace(/var\((--[\w-]+)(?:,([^()]*))?\)/, (whole, name, other) => variables.get(name) ?? other ?? whole)
    }
    return value
  }
  return blocks.map(({ selector, declared }) => ({
    selector: STEP.test(selector) || selector.startsWith('@') ? '*' : selector,
    declared: declared.filter(([name]) => !name.startsWith('--')).map(([name, value]) => [name, known(value)]),
  }))
}

/** The conditions of `@media`, as they stand there. */
const conditionsOf = (css) => [...new Set([...css.matchAll(/@media ?([^{]+)\{/g)].map(([, condition]) => condition.trim()))]

/** Runs in a page: is each understood there? */
function understood({ blocks, conditions }) {
  return {
    blocks: blocks.map(({ selector, declared }) => ({
      selector: CSS.supports(`selector(${selector})`) || selector.split(',').every((one) => CSS.supports(`selector(${one})`)),
      declared: declared.map(([name, value]) => CSS.supports(name, value)),
    })),
    conditions: conditions.map((condition) => !matchMedia(condition).media.includes('not all')),
  }
}

/** What the newer page understands of a sheet and the older does not, without what the older has another declaration for. */
export async function lostIn(css, { newer, older }) {
  const asked = { blocks: blocksOf(css), conditions: conditionsOf(css) }
  const [there, here] = [await newer.evaluate(understood, asked), await older.evaluate(understood, asked)]
  const lost = asked.conditions.filter((_, at) => there.conditions[at] && !here.conditions[at])
  asked.blocks.forEach(({ selector, declared }, at) => {
    if (there.blocks[at].selector && !here.blocks[at].selector) lost.push(selector)
    const kept = new Set(declared.filter((_, i) => here.blocks[at].declared[i]).map(([name]) => name))
    declared.forEach(([name, value], i) => {
      if (there.blocks[at].declared[i] && !kept.has(name)) lost.push(`${name}: ${value}`)
    })
  })
  return lost
}
