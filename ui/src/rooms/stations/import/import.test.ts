// A list of stations on the page: one file at a time, and each page of rows under its own numbers.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import type { ImportRow } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { type Answers, atDesk, leave, personOf, press, standing } from '@/test-desk'
import ImportStations from './ImportStations.vue'

vi.mock('@/host/files', async (original) => ({ ...(await original<object>()), pickFiles: () => Promise.resolve([{ name: '站点.xlsx', size: 400 }]), asBase64: () => Promise.resolve('UEs=') }))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const row = (line: number) => ({ column: null, line, code: `S${line}`, name: `第${line}站`, station: null, fate: 'new' }) as ImportRow
const rows = (from: number) => Array.from({ length: 100 }, (_, at) => row(from + at + 2))
const preview = { source: 'Sheet1', list: 'l1', rows: rows(0), counts: { new: 133, same: 0, changed: 0, refused: 0 }, unknown_columns: [], repeated_columns: [], n_merged: 0, doubts: [] }

async function open(answers: Answers) {
  const desk = atDesk(personOf('registrar'), { preview_station_import: () => preview, preview_station_rows: () => ({ rows: rows(0), n: 133 }), ...answers })
  page = await standing(ImportStations)
  await press('选择文件')
  return desk
}

// Another file set the page free while the first was still being written: it could be written twice.
it('while one list is written no other is chosen', async () => {
  const desk = await open({ import_stations: () => new Promise(() => undefined) })
  await press('导入 133 个站点')
  expect(desk.names()).toContain('import_stations')
  await press('换一个文件')
  expect(desk.names().filter((name) => name === 'preview_station_import')).toHaveLength(1)
  await press('导入 133 个站点')
  expect(desk.names().filter((name) => name === 'import_stations')).toHaveLength(1)
})
// The rows of the first page stood there under the numbers of the second.
it('rows that cannot be read are not those of another page, and trying again brings them', async () => {
  let broken = true
  await open({ preview_station_rows: ({ from }: { from: number }) => { if (from > 0 && broken) throw new Fault('busy'); return { rows: rows(from), n: 133 } } })
  await press('下一页')
  await flushPromises()
  expect(page?.text()).toContain('本机数据正忙')
  expect(page?.text()).not.toContain('第2站')
  broken = false
  await press('重试')
  expect(page?.text()).toContain('第102站')
})
