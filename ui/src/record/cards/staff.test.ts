import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { useStaffNames } from '../staff'
import { atDesk, leave, personOf } from '@/test-desk'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import { VueQueryPlugin } from '@tanstack/vue-query'

afterEach(() => leave())

it('whoever stands on the second page of the staff has a name as well', async () => {
  const rows = Array.from({ length: 250 }, (_, n) => ({ record: `p${n}`, title: `干警${n}` }))
  atDesk(personOf('head'), { list_people: ({ cursor, limit }: { cursor?: string, limit: number }) => {
    const from = Number(cursor ?? 0)
    return { rows: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null, count: rows.length }
  } })
  let nameOf: ReturnType<typeof useStaffNames> = () => ''
  const page = mount(defineComponent(() => { nameOf = useStaffNames(); return () => null }), { global: { plugins: [[VueQueryPlugin, { queryClient: client }]] } })
  await flushPromises()
  expect([nameOf('p0'), nameOf('p249'), nameOf('p999'), nameOf(null)]).toEqual(['干警0', '干警249', '—', ''])
  page.unmount()
})
// A mark for nobody stood where somebody is named.
it('a list of staff that could not be read is not nobody', async () => {
  atDesk(personOf('head'), { list_people: () => { throw new Fault('busy') } })
  let nameOf: ReturnType<typeof useStaffNames> = () => ''
  const page = mount(defineComponent(() => { nameOf = useStaffNames(); return () => null }), { global: { plugins: [[VueQueryPlugin, { queryClient: client }]] } })
  await flushPromises()
  expect([nameOf('p9'), nameOf('p1'), nameOf(null)]).toEqual(['未能读取', 'Zhou Min', ''])
  page.unmount()
})
