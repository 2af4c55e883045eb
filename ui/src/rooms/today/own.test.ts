// An administrator's first page held nothing but drafts: neither what is theirs to do nor the way there.
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import Btn from '@/parts/base/Btn.vue'
import { rooms } from '@/router/rooms'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import TodayPage from './TodayPage.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const names = new Set(rooms.flatMap((room) => room.routes.flatMap((route) => [route, ...(route.children ?? [])])).map((route) => route.name))

const open = async (...roles: Parameters<typeof personOf>) => {
  const desk = atDesk(personOf(...roles), { list_drafts: () => [], list_new_keys: () => [], list_desks: () => ({ rows: [], silent_days: 7 }) })
  page = await standing(TodayPage)
  return desk
}
const buttons = () => page?.findAllComponents(Btn).filter((one) => one.element.closest('.empty')).map((one) => [one.text(), (one.props('to') as { name: string }).name])

describe('who reads no business data', () => {
  it.each([
    ['audit_admin', '查阅与操作日志由您查看', [['日志', 'log'], ['核验', 'verify']]],
    ['security_admin', '留痕和备份是否完好由您核验', [['核验', 'verify'], ['体检', 'checkup'], ['备份', 'backup']]],
    ['system_admin', '工作台、账户和数据交换由您维护', [['机构与工作台', 'desks'], ['账户管理', 'accounts'], ['数据交换', 'exchange'], ['冲突', 'conflicts']]],
  ] as const)('%s is told what is theirs, and led there', async (role, says, ways) => {
    const desk = await open(role)
    expect(page?.find('.empty').text()).toContain(says)
    expect(buttons()).toEqual(ways)
    expect(ways.filter(([, name]) => !names.has(name))).toEqual([])
    expect(desk.names()).not.toContain('today')
  })
  it('and whoever does has a list of work in its place', async () => {
    atDesk(personOf('head'), { today: () => ({ groups: [], tasks: [], sealed: null }), list_stations: () => ({ rows: [], next: null, count: 1 }), list_drafts: () => [] })
    page = await standing(TodayPage)
    expect(page.text()).toContain('没有待办事项')
    expect(page.text()).not.toContain('我的职责')
  })
})
