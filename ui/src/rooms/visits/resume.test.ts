import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { VisitView } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { listenToKeys } from '@/parts/shell/keys'
import { toasts } from '@/parts/shell/toast'
import { tellPlaces } from '@/router/places'
import type { RoomAct as Act } from '@/router/room'
import { type Answers, atDesk, dialog, leave, personOf, standing } from '@/test-desk'
import RaisedCard from './page/RaisedCard.vue'
import VisitPage from './page/VisitPage.vue'

const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route, useRouter: () => ({ push: () => Promise.resolve() }) }))

/** A whole form is laid out. */
const SLOW = 30_000
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; route.query = {} })

const step = (verb: string) => ({ verb, flow: 'main', may: true, why: null, level: null, person_act: false })
const visit = {
  record: 'v1', seen: ['h1'], no: 'V-1', state: 'logged', station: { record: 's1', name: '大陈站' }, office: '331002', holder: null, holder_name: null, registered_on: '2026-09-20',
  facts: { visited_on: '2026-09-20', kind: 'enterprise', object: '白云家具厂', summary: '走访' }, entered_late: false, missing: [], clocks: [], parties: [], steps: [step('amend_visit')], timeline: [],
  links: [], newer: false, locked: false,
} as unknown as VisitView

const draftOf = (verb: string, values: object) => ({ id: 'd1', noun: 'visit_step', saved_ms: 1, body: { title: '草稿', record: 'v1', verb, values } })

async function at(answers: Answers) {
  const desk = atDesk(personOf('prosecutor'), { list_people: () => ({ rows: [], next: null, count: 0 }), save_draft: () => ({ id: 'd1', saved_ms: 2 }), ...answers })
  page = await standing(VisitPage, { record: 'v1' })
  return desk
}
const typed = () => [...dialog().querySelectorAll<HTMLTextAreaElement>('textarea')].map((area) => area.value)

describe('a step that was begun earlier', () => {
  it('opens with what was typed, also where its draft is here before its record', async () => {
    route.query = { draft: 'd1' }
    let come: (view: VisitView) => void = () => undefined
    await at({ open_visit: () => new Promise((resolve) => { come = resolve }), open_draft: () => draftOf('amend_visit', { summary: '厂里缺两名电工' }) })
    expect(() => dialog()).toThrow()
    come(visit)
    await flushPromises()
    expect(dialog().textContent).toContain('修改走访')
    expect(typed()).toContain('厂里缺两名电工')
  }, SLOW)
  it('an appeal heard at the visit is taken up again as well', async () => {
    route.query = { draft: 'd1' }
    await at({ open_visit: () => visit, open_draft: () => draftOf('register_appeal', { facts: '拖欠工资三个月' }) })
    expect(dialog().textContent).toContain('登记诉求')
    expect(typed()).toContain('拖欠工资三个月')
  }, SLOW)
  it('the reason of an undoing is taken up again as well', async () => {
    route.query = { draft: 'd1' }
    await at({ open_visit: () => visit, open_draft: () => draftOf('undo', { deed: 'e7', reason: '记错了日期' }), preview_undo: () => ({ act: 'amend_visit', by_name: '周敏', may: true, why: null, records: [] }) })
    expect(dialog().textContent).toContain('撤销这次操作')
    expect(typed()).toEqual(['记错了日期'])
  }, SLOW)
  it('one that was done or thrown away since opens nothing and says nothing', async () => {
    route.query = { draft: 'd1' }
    await at({ open_visit: () => visit, open_draft: () => { throw new Fault('missing', { what: 'draft' }) } })
    expect(() => dialog()).toThrow()
    expect(toasts).toEqual([])
  })
  it('why it cannot be read is said', async () => {
    route.query = { draft: 'd1' }
    await at({ open_visit: () => visit, open_draft: () => { throw new Fault('busy') } })
    expect(toasts.map((one) => one.text)).toEqual(['本机数据正忙'])
  })
})

describe('an appeal heard at the visit', () => {
  it('is written down while it is typed, with the visit it opens on again', async () => {
    const desk = await at({ open_visit: () => visit })
    page?.findComponent(RaisedCard).vm.$emit('appeal')
    await flushPromises()
    const area = dialog().querySelector('textarea') as HTMLTextAreaElement
    area.value = '拖欠工资三个月'
    area.dispatchEvent(new Event('input'))
    await flushPromises()
    window.dispatchEvent(new Event('blur'))
    await flushPromises()
    expect(desk.inputOf('save_draft')).toMatchObject({ noun: 'visit_step', body: { record: 'v1', verb: 'register_appeal' } })
    expect(JSON.stringify(desk.inputOf('save_draft'))).toContain('拖欠工资三个月')
  }, SLOW)
  it.each<[string, Act[], boolean]>([['whoever receives appeals', [{ key: 'register_appeal', label: 'verbs.register_appeal', to: '/' }], true], ['nobody else', [], false]])('is begun with F8 by %s', async (_, acts, opens) => {
    tellPlaces([{ key: 'x', routes: [], acts }])
    const off = listenToKeys(window)
    await at({ open_visit: () => visit })
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true, cancelable: true }))
    await flushPromises()
    if (opens) expect(dialog().textContent).toContain('登记诉求')
    else expect(dialog).toThrow()
    off()
    tellPlaces([])
  }, SLOW)
})
