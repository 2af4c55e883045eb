import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { at, labelOf } from '@/bundle/test/bundles'
import type { HubCopies, RecordReceived, RecordTravel } from '@/host/calls.gen'
import { atDesk, leave, personOf, press, standing, TODAY } from '@/test-desk'
import { factsOf, receivedSays, stateOf } from './travel'
import TravelCard from './TravelCard.vue'

const hubOf = (over: Partial<HubCopies> = {}): HubCopies => ({ here_only: 0, sent: 0, confirmed: 0, refused: 0, ...over })
const travelOf = (over: Partial<RecordTravel> = {}): RecordTravel => ({ alone: false, n: 3, hub: hubOf({ confirmed: 3 }), desks: [], from: [], ...over })
const desk = (confirmed: number, sent: number) => ({ desk: labelOf(), confirmed, sent })

describe('one state', () => {
  it.each<[string, Partial<RecordTravel>, string, string]>([
    ['all was read back', {}, 'done', '已确认'], ['a desk has all of it', { hub: hubOf({ here_only: 3 }), desks: [desk(3, 0)] }, 'done', '已确认'],
    ['some of it', { hub: hubOf({ confirmed: 1, here_only: 2 }) }, 'act', '部分已确认'], ['acknowledged only', { hub: hubOf({ sent: 3 }) }, 'act', '已送出，待确认'],
    ['a medium is on its way', { hub: null, desks: [desk(0, 3)] }, 'act', '已送出，待确认'], ['nothing was sent', { hub: hubOf({ here_only: 3 }) }, 'near', '仅在本机'],
    ['the hub will not take it', { hub: hubOf({ confirmed: 2, refused: 1 }) }, 'late', '有内容未被收下'],
  ])('%s', (_, over, tone, text) => { expect(stateOf(travelOf(over))).toEqual({ tone, text }) })
})

it('hub, desks and where it came from, with their numbers', () => {
  const view = travelOf({
    hub: hubOf({ confirmed: 1, sent: 1, here_only: 1 }), desks: [desk(2, 1)],
    from: [{ desk: null, n: 2, last_ms: at('2026-09-24T09:05:00') }, { desk: labelOf({ known: false }), n: 1, last_ms: at('2026-09-20T10:00:00') }],
  })
  expect(factsOf(view, TODAY).map(({ label, value }) => [label, value])).toEqual([
    ['交换中心', '已确认 1 条，待确认 1 条，仅在本机 1 条'], ['Jiaojiang · Chen Yajing', '已确认 2 条，已导出，待回执'],
    ['来自', '交换中心 · 2 条，9-24 09:05、名单外的工作台 · 1 条，9-20 10:00'],
  ])
})

const receivedOf = (times: (number | null)[], end = 'reached'): RecordReceived => ({
  end, said: '', entries: times.map((received_ms, n) => ({ entry: `e${String(n)}`, act: 'register_appeal', written_ms: at('2026-09-01T08:00:00'), received_ms })),
})

describe('when the hub received it', () => {
  const [first, last] = [at('2026-09-20T09:05:00'), at('2026-09-24T17:30:00')]
  it.each<[string, RecordReceived, string]>([
    ['one time', receivedOf([first, first]), '2 条，9-20 09:05'], ['several', receivedOf([last, first, last]), '3 条，9-20 09:05 至 9-24 17:30'],
    ['some of it', receivedOf([first, null]), '1 条，9-20 09:05，1 条尚未收到'], ['nothing', receivedOf([null]), '1 条尚未收到'],
    ['a hub that cannot tell yet', receivedOf([], 'old_hub'), '交换中心尚未更新，查不到'], ['one that is away', receivedOf([], 'link'), '连不上'],
  ])('%s', (_, received, text) => { expect(receivedSays(received, TODAY)).toBe(text) })
})

describe('the card', () => {
  let page: VueWrapper | undefined
  afterEach(() => { leave(page); page = undefined })
  it.each([[false, '交换情况已确认'], [true, '']])('alone %s: %s', async (alone, text) => {
    const asked = atDesk(personOf('liaison'), { record_travel: () => travelOf({ alone }) })
    page = await standing(TravelCard, { record: 'r1', today: TODAY })
    expect(asked.inputOf('record_travel')).toEqual({ record: 'r1' })
    expect(page.text().startsWith(text)).toBe(true)
    expect(page.text() === '').toBe(alone)
  })
  it('the hub is asked by hand and again until it tells', async () => {
    const told = [receivedOf([], 'link'), receivedOf([at('2026-09-24T09:05:00')])]
    const asked = atDesk(personOf('liaison'), { record_travel: () => travelOf({ n: 1 }), record_received: () => told.shift() })
    page = await standing(TravelCard, { record: 'r1', today: TODAY })
    expect(asked.names()).not.toContain('record_received')
    await press('向中心查询')
    expect(asked.inputOf('record_received')).toEqual({ record: 'r1' })
    expect(page.get('[role="status"]').text()).toBe('连不上')
    await press('向中心查询')
    expect(page.get('[role="status"]').text()).toBe('1 条，9-24 09:05')
    expect(page.findAll('button')).toHaveLength(0)
  })
  it('where there is no hub nobody is asked', async () => {
    atDesk(personOf('liaison'), { record_travel: () => travelOf({ hub: null, desks: [desk(3, 0)] }) })
    page = await standing(TravelCard, { record: 'r1', today: TODAY })
    expect(page.findAll('button')).toHaveLength(0)
  })
})
