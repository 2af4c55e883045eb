import { afterEach, expect, it } from 'vitest'
import { allRows } from './all'
import { useCarrier } from './index'

afterEach(() => { useCarrier(undefined) })

it('more stations than one page holds are all there, in order', async () => {
  const cursors: unknown[] = []
  useCarrier({
    kind: 'loopback', saveFile: () => Promise.resolve(),
    send: (_, input) => {
      const { cursor } = input as { cursor?: string }
      cursors.push(cursor)
      const from = cursor ? Number(cursor) : 0
      return Promise.resolve({ rows: Array.from({ length: Math.min(200, 450 - from) }, (_row, n) => ({ record: String(from + n), no: null })), next: from + 200 < 450 ? String(from + 200) : null, count: 450 })
    },
  })
  expect((await allRows('list_stations')).map((row) => row.record)).toEqual(Array.from({ length: 450 }, (_, n) => String(n)))
  expect(cursors).toEqual([undefined, '200', '400'])
})
