import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { MADE } from '@/bundle/test/bundles'
import type { PutAways } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, standing, TODAY } from '@/test-desk'
import AwayCard from './AwayCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
async function open(answer: () => PutAways) {
  atDesk(personOf('liaison'), { list_put_away: answer })
  page = await standing(AwayCard, { today: TODAY })
}

describe('what this desk may hold no longer', () => {
  it('is not spoken of where there is nothing of it', async () => {
    await open(() => ({ waiting: [], done: [] }))
    expect(page?.text()).toBe('')
  })
  it('waits until it lies elsewhere, and is told when it went, with its files', async () => {
    const done = (over: object) => ({ class: 'st', of: '海门站', at_ms: MADE, n_entries: 41, n_records: 12, n_files: 0, ...over })
    await open(() => ({
      waiting: [{ class: 'st', of: '葭沚站', n_entries: 9, n_unconfirmed: 2 }, { class: 'of', of: '黄岩区院', n_entries: 3, n_unconfirmed: 0 }], done: [done({ n_files: 3 }), done({ of: '白云站' })],
    }))
    expect(page?.findAll('li').map((one) => one.text())).toEqual([
      '待移出葭沚站还有 2 条没有确认送达，送达后移出', '待移出黄岩区院内部办理都已确认送达，下次交换后移出', '已移出海门站9-20 10:05 移出 41 条、12 件，附件 3 个', '已移出白云站9-20 10:05 移出 41 条、12 件',
    ])
  })
  it('a list that cannot be read says so', async () => {
    await open(() => { throw new Fault('busy') })
    expect(page?.find('[role="alert"]').exists()).toBe(true)
  })
})
