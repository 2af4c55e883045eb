import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, press, standing } from '@/test-desk'
import WorkCard from './WorkCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

it('work that could not be read is not left blank', async () => {
  let broken = true
  const work = { record: 'r1', noun: 'appeal', title: '欠薪', station: null, holder: 'p2' }
  atDesk(personOf('head'), { preview_hand_over: () => { if (broken) throw new Fault('busy'); return { rows: [{ work, no: null, state: 'handling', station_name: '', seen: ['h1'] }], n_unseen: 0, sealed_apart: false } } })
  page = await standing(WorkCard, { person: 'p2', n: 1, may: true })
  expect(page.find('[role="alert"]').text()).toContain('本机数据正忙')
  broken = false
  await press('重试')
  expect(page.find('li').text()).toContain('诉求')
})
