import { afterEach, describe, expect, it, vi } from 'vitest'
import { useCarrier } from '@/host'
import { Fault } from '@/host/fault'
import { lendFont, lendWhereNeeded, SPARE } from './spare'

afterEach(() => { useCarrier(undefined); vi.unstubAllGlobals() })

/** A system that draws what it has, and a box for the rest. */
const drawing = (has: string) => (sign: string) => (has.includes(sign) ? sign : '□')

function atPage() {
  const asked: string[] = []
  const lent: string[] = []
  useCarrier({ kind: 'loopback', send: (name: string) => { asked.push(name); return Promise.resolve({ bytes_base64: btoa('OTTO') }) }, saveFile: () => Promise.resolve(), pickFolder: undefined } as never)
  vi.stubGlobal('FontFace', class {
    constructor(readonly family: string, readonly bytes: Uint8Array) {}
    load() { return Promise.resolve(this) }
  })
  Object.defineProperty(document, 'fonts', { configurable: true, value: { add: (face: { family: string, bytes: Uint8Array }) => lent.push(`${face.family} ${face.bytes.length}`) } })
  return { asked, lent }
}

describe('a font for systems without Chinese', () => {
  it('is lent where the name of the program has no shape', async () => {
    const { asked, lent } = atPage()
    expect(await lendFont(drawing('abc'))).toBe(true)
    expect([asked, lent]).toEqual([['spare_font'], [`${SPARE} 4`]])
  })
  it('is asked for again where it did not come', async () => {
    vi.useFakeTimers()
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { lent } = atPage()
    let n = 0
    useCarrier({ kind: 'loopback', send: () => (++n < 3 ? Promise.reject(new Fault('host_gone')) : Promise.resolve({ bytes_base64: btoa('OTTO') })), saveFile: () => Promise.resolve() } as never)
    lendWhereNeeded(drawing('abc'))
    for (const times of [1, 2, 3, 3]) {
      await vi.advanceTimersByTimeAsync(9_999)
      expect([n, lent.length]).toEqual([times, times === 3 ? 1 : 0])
      await vi.advanceTimersByTimeAsync(1)
    }
    vi.useRealTimers()
  })
  it('is not fetched where it has', async () => {
    const { asked } = atPage()
    expect(await lendFont(drawing('共联'))).toBe(false)
    expect(asked).toEqual([])
  })
  it('is not fetched where nobody can tell', async () => {
    const { asked } = atPage()
    expect(await lendFont(undefined)).toBe(false)
    expect(asked).toEqual([])
  })
})
