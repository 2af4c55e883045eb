import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { outcome } from '@/bundle/test/bundles'
import type { HubView } from '@/host/calls.gen'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import { connected, DAY_MS, exchangedOf, faultOf, hubOf, NOON, streamOf } from '@/hub/test/hubs'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing, TODAY } from '@/test-desk'
import HubRunning from './HubRunning.vue'
import HubTab from './HubTab.vue'
import { clockSays, faultSays, faultWay, standingOf, streamSays } from './standing'

const picked = vi.hoisted(() => ({ files: [] as unknown[] }))
vi.mock('@/host/files', async (original) => ({ ...(await original<object>()), pickFiles: () => Promise.resolve(picked.files.splice(0, 1)) }))

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

describe('one state, in words and one colour', () => {
  const far = { pulled: 1, pushed: 0, done: 1, of: 4, stopping: false }
  const ended = (end: string, complete_ms: number | null = NOON) => connected({ last: exchangedOf({ end, complete_ms }) })
  it.each<[string, HubView, string, string]>([
    ['nothing was set', hubOf(), 'plain', '未接通'], ['a certificate is awaited', hubOf({ asked: true }), 'near', '已申请，等证书'], ['set, never exchanged', connected({ last: null }), 'act', '已接通，待首次交换'],
    ['running', connected({ running: far }), 'act', '正在交换'], ['well', connected(), 'done', '已交换'], ['something waits', connected({ waiting: 12 }), 'act', '待交换 12 条'],
    ['away for a moment', ended('link'), 'near', '连不上'], ['away since yesterday', ended('link', NOON - DAY_MS), 'late', '连不上'], ['never reached', ended('link', null), 'late', '连不上'],
    ['stopped by hand', ended('stopped'), 'near', '上次中途停止'], ['not let in', ended('login'), 'late', '不准进入'], ['too old', ended('too_old'), 'late', '程序版本过低'],
    ['three days quiet', ended('complete', NOON - 3 * DAY_MS), 'near', '3 天没有交换'],
    ['a part failed', connected({ streams: [streamOf(), streamOf({ stream: 'ref', faults: [faultOf('quota')] })] }), 'late', '有 1 部分没有交换成'],
  ])('%s', (_, view, tone, text) => { expect(standingOf(view, TODAY)).toMatchObject({ tone, text }) })
  it('what is wrong says what to do', () => { for (const end of ['link', 'login', 'certificate', 'too_old', 'refused', 'stopped', 'quota', 'hub_full']) expect(standingOf(ended(end), TODAY).way, end).not.toBe('') })
  it('parts and their faults are told in an office’s words, also those of a newer program', () => {
    expect(['st', 'of', 'ref', 'moon'].map((kind) => streamSays({ class: kind, of: 'Jiazhi' }))).toEqual(['Jiazhi', 'Jiazhi内部办理', '期限规则和名目', '其他'])
    expect(streamSays({ class: 'of', of: "甲$&乙$'站" })).toBe("甲$&乙$'站内部办理")
    for (const of of ['$&', '$$', "甲$'乙", '{of}']) expect(streamSays({ class: 'of', of })).toBe(`${of}内部办理`)
    expect([faultSays(faultOf('quota')), faultWay(faultOf('quota')), faultSays(faultOf('moon'))]).toEqual(['今天送出的已到限额', '明天自动续送；急的可以用介质交换。', '未被受理'])
  })
  it.each([[240_000, '本机时间比交换中心快 4 分钟'], [-5_400_000, '本机时间比交换中心慢 90 分钟'], [-3 * 3_600_000, '本机时间比交换中心慢 3 小时'], [5 * DAY_MS, '本机时间比交换中心快 5 天']])('a clock that is %d ms off', (off, text) => { expect(clockSays(off)).toBe(text) })
})

describe('connecting, in three steps', () => {
  const pem = (name: string, text = '-----BEGIN CERTIFICATE-----') => ({ name, size: text.length, bytes: () => Promise.resolve(new TextEncoder().encode(text)) })
  // Once it is set the desk is ready, and the third step is still to come.
  let set = false
  const answers = (over: Answers = {}): Answers => ({ hub_state: () => (set ? connected({ last: null }) : hubOf({ asked: true })), set_hub: () => { set = true; return {} }, try_hub: () => ({ end: 'reached', said: '', n_streams: 9 }), ...over })
  async function atSet(over: Answers = {}, files = [pem('authority.crt'), pem('d_7f3a.crt')]) {
    picked.files = [...files]
    set = false
    const desk = atDesk(personOf('liaison'), answers(over))
    page = await standing(HubTab)
    return desk
  }
  async function fill() {
    await press('选文件 · 交换中心证书')
    await press('选文件 · 本机证书')
    const [host, , database] = page?.findAll('input') ?? []
    await host?.setValue('hub.tz')
    await database?.setValue('hub')
    await page?.find('form').trigger('submit')
    await flushPromises()
  }
  it('the request is saved as a file, and the next step is open', async () => {
    const saved: string[] = []
    atDesk(personOf('liaison'), answers({ hub_state: () => hubOf(), request_hub: () => ({ role: 'd_7f3a', request: { name: 'd_7f3a.csr', mime: 'application/pkcs10', bytes_base64: 'QQ==' } }) }), { saveFile: (name: string) => { saved.push(name); return Promise.resolve() } })
    page = await standing(HubTab)
    await press('生成申请文件')
    expect(page.text()).toContain('申请文件已保存：d_7f3a.csr')
    await press('下一步')
    expect([saved, page.text().includes('交换中心证书')]).toEqual([['d_7f3a.csr'], true])
  })
  // A second press while a place was chosen for the file made another request, and with it the saved one void.
  it('no other request is made while the first is being saved', async () => {
    const desk = atDesk(personOf('liaison'), answers({ hub_state: () => hubOf(), request_hub: () => ({ role: 'd_7f3a', request: { name: 'd_7f3a.csr', mime: 'application/pkcs10', bytes_base64: 'QQ==' } }) }), { saveFile: () => new Promise(() => undefined) })
    page = await standing(HubTab)
    await press('生成申请文件')
    await press('生成申请文件')
    expect(desk.names().filter((name) => name === 'request_hub')).toHaveLength(1)
  })
  it('what is missing stands beside its field; then it is tried and the first exchange begins', async () => {
    const desk = await atSet({ exchange_now: () => outcome(exchangedOf()) })
    await page?.find('form').trigger('submit')
    for (const says of ['请选择证书文件', '请填写地址', '请填写数据库']) expect(page?.text()).toContain(says)
    expect(desk.names()).not.toContain('set_hub')
    await fill()
    await client.invalidateQueries()
    await flushPromises()
    expect(desk.inputOf('set_hub')).toMatchObject({ host: 'hub.tz', port: 5432, database: 'hub', ca_pem: '-----BEGIN CERTIFICATE-----' })
    expect(page?.text()).toContain('已接通，本机可以交换 9 部分')
    await press('开始交换')
    expect(desk.names()).toContain('exchange_now')
  })
  it('a certificate that is another desk’s is told beside its field', async () => {
    await atSet({ set_hub: () => { throw new Fault('bad_file', { problem: 'hub_certificate' }) } })
    await fill()
    expect(page?.text()).toContain('本机证书与最近一次申请不符')
  })
  it('a picture is no certificate', async () => {
    await atSet({}, [pem('photo.crt', 'GIF89a')])
    await press('选文件 · 交换中心证书')
    expect(page?.text()).toContain('这不是证书文件')
  })
  it.each([
    ['away', { end: 'link', said: 'connection refused', n_streams: 0 }, ['连不上', '请先检查网络', 'connection refused']],
    ['nothing granted', { end: 'reached', said: '', n_streams: 0 }, ['还没有准许本机交换任何部分', '请系统管理员']],
  ])('tried in vain, %s: why and what to do', async (_, tried, says) => {
    await atSet({ try_hub: () => tried })
    await fill()
    await client.invalidateQueries()
    await flushPromises()
    for (const one of says) expect(page?.text()).toContain(one)
    expect(page?.text()).not.toContain('开始交换')
  })
})

describe('connected', () => {
  const waits = (over = {}) => ({ record: 'r1', noun: 'appeal', no: 'SQ-7', title: '护栏', n: 2, not_taken: null, refused: null, ...over })
  const unseen = (refused: string) => waits({ record: null, noun: null, no: null, title: '', n: 1, not_taken: 'entry of 9001 bytes', refused })
  it('a wrong clock is told with what to do, a right one is not', async () => {
    let off: number | null = 240_000
    atDesk(personOf('liaison'), { hub_state: () => connected({ last: exchangedOf({ clock_off_ms: off }) }) })
    page = await standing(HubTab)
    expect(page.find('[role="alert"]').text()).toContain('快 4 分钟')
    off = null
    await client.invalidateQueries()
    await flushPromises()
    expect(page.find('[role="alert"]').exists()).toBe(false)
  })
  it('a failed part stands with what to do, and how often is changed', async () => {
    const desk = atDesk(personOf('liaison'), { hub_state: () => connected({ streams: [streamOf({ faults: [faultOf('quota', 'quota of 2026-09-24')] }), streamOf({ stream: 'ref', class: 'ref', waiting: 2 })] }), set_hub_rhythm: () => ({}) })
    page = await standing(HubTab)
    const rows = page.findAll('tbody tr').map((row) => row.text())
    expect(rows[0]).toContain('今天送出的已到限额')
    expect(rows[1]).toContain('待交换 2 条')
    await page.findAll('input[type="radio"]').find((one) => one.attributes('value') === '30')?.setValue(true)
    await flushPromises()
    expect(desk.inputOf('set_hub_rhythm')).toEqual({ minutes: 30 })
  })
  it('a part that never was the same on both sides is not told to be', async () => {
    atDesk(personOf('liaison'), { hub_state: () => connected({ streams: [streamOf(), streamOf({ stream: 'ref', class: 'ref', at_ms: null, moved_ms: null })] }) })
    page = await standing(HubTab)
    expect(page.findAll('tbody tr').map((row) => row.findAll('td')[0]?.text())).toEqual(['一致', '待交换'])
  })
  it('what waits of a part is listed record by record, and an exchange tries it again', async () => {
    const desk = atDesk(personOf('liaison'), {
      hub_state: () => connected({ streams: [streamOf({ waiting: 3 }), streamOf({ stream: 'ref', class: 'ref', waiting: 0 })] }),
      waiting_records: () => [waits(), unseen('e1')], exchange_now: () => outcome(exchangedOf()),
    })
    page = await standing(HubTab)
    expect(page.findAll('tbody tr').map((row) => row.text().includes('逐件看'))).toEqual([true, false])
    await press(`逐件看：${streamSays(streamOf())}`)
    await flushPromises()
    expect(desk.inputOf('waiting_records')).toEqual({ stream: streamOf().stream })
    const rows = [...dialog().querySelectorAll('tbody tr')].map((row) => row.textContent)
    expect(rows[0]).toMatch(/诉求.*SQ-7 护栏.*2 条.*待交换/)
    expect(rows[1]).toMatch(/不在查看范围内.*1 条.*交换中心没有收下/)
    const again = [...dialog().querySelectorAll('button')].find((one) => one.textContent?.includes('立即交换'))
    again?.click()
    await flushPromises()
    expect(desk.names()).toContain('exchange_now')
  })
  it('one that was not taken is tried again alone, also where it may not be opened, and the caret is not lost with its row', async () => {
    let rows = [waits(), unseen('e1'), waits({ record: 'r2', no: null, title: '码头', not_taken: 'too large', refused: 'e2' })]
    let answer: (value: unknown) => void = () => undefined
    const desk = atDesk(personOf('liaison'), {
      hub_state: () => connected({ streams: [streamOf({ waiting: 4 })] }), waiting_records: () => rows, exchange_files: () => ({}),
      exchange_record: () => new Promise((resolve) => { answer = resolve }),
    })
    page = await standing(HubTab)
    await press(`逐件看：${streamSays(streamOf())}`)
    await flushPromises()
    const again = () => [...dialog().querySelectorAll<HTMLElement>('tbody button')]
    expect(again().map((one) => one.getAttribute('aria-label'))).toEqual(['重试第 2 件：（不在查看范围内）', '重试第 3 件：码头'])
    again()[0]?.focus()
    again()[0]?.click()
    await flushPromises()
    again()[0]?.click()
    again()[1]?.click()
    await flushPromises()
    expect(again().map((one) => one.getAttribute('aria-busy'))).toEqual(['true', null])
    expect([desk.names().filter((name) => name === 'exchange_record').length, desk.inputOf('exchange_record')]).toEqual([1, { refused: 'e1' }])
    rows = rows.filter((row) => row.refused !== 'e1')
    answer(outcome({ exchanged: exchangedOf(), item: 'taken', not_taken: null }))
    await flushPromises()
    expect(again().map((one) => [one.getAttribute('aria-label'), one.getAttribute('aria-busy')])).toEqual([['重试第 2 件：码头', null]])
    expect(toasts.map(({ text }) => text)).toEqual(['这一件交换中心已收下'])
    expect(dialog().contains(document.activeElement)).toBe(true)
    expect(desk.names()).not.toContain('exchange_now')
  })
  it('while it runs it says how quickly, and how long still', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const far = (done: number) => ({ pulled: done, pushed: 0, done, of: 900, stopping: false })
    page = mount(HubRunning, { props: { far: far(100) } })
    expect(page.text()).not.toContain('每秒')
    vi.advanceTimersByTime(2000)
    await page.setProps({ far: far(300) })
    expect(page.text()).toContain('已收 300 条，已送 0 条 · 每秒 100 条 · 约剩 6 秒')
    await page.setProps({ far: { ...far(400), stopping: true } })
    expect(page.text()).not.toMatch(/每秒|约剩/)
    vi.useRealTimers()
  })
  it('while it runs it may be stopped', async () => {
    const desk = atDesk(personOf('liaison'), { hub_state: () => connected({ running: { pulled: 7, pushed: 2, done: 9, of: 20, stopping: false } }), stop_exchange: () => ({}) })
    page = await standing(HubTab)
    expect(page.text()).toContain('已收 7 条，已送 2 条')
    await press('取消')
    expect(desk.names()).toContain('stop_exchange')
  })
})
