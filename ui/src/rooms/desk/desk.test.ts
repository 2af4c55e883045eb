import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useCarrier } from '@/host'
import type { DeskStateView } from '@/host/calls.gen'
import { client } from '@/host/client'
import { lockedFor, useDesk } from '@/host/desk'
import { Fault } from '@/host/fault'
import ConfirmSheet from '@/sheet/ConfirmSheet.vue'
import FoundDesk from './FoundDesk.vue'
import LockScreen from './LockScreen.vue'
import MakeDemo from './MakeDemo.vue'
import RecoverySheet from '@/sheet/RecoverySheet.vue'
import SignIn from './SignIn.vue'

/** Beside how far an opening is: where somebody signs in, that is asked from the start. */
const asked: [string, unknown][] = []
let answers: Record<string, () => unknown>
const desk: DeskStateView = { state: 'locked', version: '0.1.0', demo: false, today: '2026-09-24', office: null, person: null, sheet_confirmed: false, closing: false, demo_people: [] }
const global = { plugins: [[VueQueryPlugin, { queryClient: client }]] as never }

beforeEach(() => {
  asked.length = 0
  answers = { desk_state: () => desk, offices: () => [{ code: '331002', name: '椒江区院' }], sign_in: () => ({ name: '周敏' }), work_progress: () => ({ running: null }) }
  client.clear()
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (name, input) => { if (name !== 'work_progress') asked.push([name, input]); return Promise.resolve().then(() => answers[name]?.() ?? {}) } })
})
afterEach(() => { useCarrier(undefined); vi.useRealTimers(); document.body.innerHTML = '' })
const names = () => asked.map(([name]) => name)

describe('sign in', () => {
  const show = (more: Partial<DeskStateView> = {}) => mount(SignIn, { props: { desk: { ...desk, ...more } }, global, attachTo: document.body })
  async function fill(page: ReturnType<typeof show>, name: string, password: string) {
    await page.find('[autocomplete="username"]').setValue(name)
    await page.find('[autocomplete="current-password"]').setValue(password)
    await page.find('form').trigger('submit')
    await flushPromises()
  }

  it('asks nothing of the desk while something is missing', async () => {
    const page = show()
    await fill(page, ' ', '')
    expect(names()).toEqual([])
    expect(page.findAll('[aria-invalid="true"]')).toHaveLength(2)
    page.unmount()
  })

  it('a wrong password is said, emptied, and counted down', async () => {
    vi.useFakeTimers()
    answers.sign_in = () => { throw new Fault('wrong_password', { wait_s: 2 }) }
    const page = show()
    await fill(page, '周敏', 'nope')
    expect(page.find('[role="alert"]').text()).toContain('姓名或口令不对')
    expect((page.find('[autocomplete="current-password"]').element as HTMLInputElement).value).toBe('')
    expect(page.find('.go').text()).toBe('请等待 2 秒后再试')
    await fill(page, '周敏', 'again')
    expect(names()).toEqual(['sign_in'])
    await vi.advanceTimersByTimeAsync(2000)
    expect(page.find('.go').text()).toBe('登录')
    page.unmount()
  })

  // What the one before had begun was waited for, up to a minute, behind a busy button.
  it('says after half a second what is waited for, and no longer than it is', async () => {
    vi.useFakeTimers()
    let end: (answer: unknown) => void = () => {}
    answers.sign_in = () => new Promise((done) => { end = done })
    answers.desk_state = () => ({ ...desk, closing: true })
    const page = show()
    await fill(page, '周敏', 'right')
    const said = () => page.findAll('[role="status"]').map((one) => one.text())
    expect(said()).not.toContain('上一次登录时的操作正在收尾，结束后自动登录，请稍候')
    await vi.advanceTimersByTimeAsync(500)
    expect(said()).toContain('上一次登录时的操作正在收尾，结束后自动登录，请稍候')
    answers.desk_state = () => desk
    await vi.advanceTimersByTimeAsync(500)
    expect(said()).not.toContain('上一次登录时的操作正在收尾，结束后自动登录，请稍候')
    end({ name: '周敏' })
    await flushPromises()
    const asked = names().length
    await vi.advanceTimersByTimeAsync(2000)
    expect(names()).toHaveLength(asked)
    page.unmount()
  })

  // Ten minutes of a busy button on a large desk, after an update that makes the lists anew.
  it('says how far the lists are while they are made anew, and nothing of it afterwards', async () => {
    vi.useFakeTimers()
    let end: (answer: unknown) => void = () => {}
    answers.sign_in = () => new Promise((done) => { end = done })
    const page = show()
    await fill(page, '周敏', 'right')
    const bar = () => page.find('[role="progressbar"]')
    expect(bar().exists()).toBe(false)
    const lists = (done: number) => ({ running: { work: 'open_desk', stage: 'lists', done, of: 100, stopping: false } })
    answers.work_progress = () => lists(12)
    await vi.advanceTimersByTimeAsync(150)
    expect(bar().attributes()).toMatchObject({ 'aria-label': '正在由留痕重新生成清单和检索', 'aria-valuenow': '12' })
    expect(page.find('.waited').text()).toContain('12%')
    expect(page.findAll('[role="status"]').map((one) => one.text()).join('')).toContain('请勿退出程序')
    answers.work_progress = () => lists(100)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(bar().attributes('aria-valuenow')).toBe('100')
    answers.work_progress = () => ({ running: null })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(bar().exists()).toBe(false)
    end({ name: '周敏' })
    await flushPromises()
    page.unmount()
  })

  it('says that the file opens once that takes long, and not of what the desk does otherwise', async () => {
    vi.useFakeTimers()
    answers.sign_in = () => new Promise(() => {})
    const running = { work: 'open_desk', stage: 'file', done: 0, of: 0, stopping: false }
    answers.work_progress = () => ({ running })
    const page = show()
    await fill(page, '周敏', 'right')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(page.find('[role="progressbar"]').exists()).toBe(false)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(page.find('[role="progressbar"]').attributes()).not.toHaveProperty('aria-valuenow')
    expect(page.find('.waited').text()).toContain('正在打开数据文件')
    answers.work_progress = () => ({ running: { ...running, work: 'move_desk', of: 9 } })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(page.find('[role="progressbar"]').exists()).toBe(false)
    page.unmount()
  })

  it('loaded again meanwhile it says so too, and asks who sits here when that has ended', async () => {
    vi.useFakeTimers()
    answers.work_progress = () => ({ running: { work: 'open_desk', stage: 'lists', done: 40, of: 100, stopping: false } })
    const page = mount(defineComponent(() => { useDesk(); return () => h(SignIn, { desk }) }), { global, attachTo: document.body })
    await vi.advanceTimersByTimeAsync(0)
    expect(page.find('.waited').text()).toContain('40%')
    asked.length = 0
    answers.work_progress = () => ({ running: null })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(page.find('.waited').exists()).toBe(false)
    expect(names()).toEqual(['desk_state'])
    page.unmount()
  })

  it('a demonstration desk offers its people', async () => {
    const page = show({ demo: true, demo_people: [{ name: '周敏', role: 'head', level: 'deputy', office: '331002', station: null, password: 'demo-pass' }] })
    await flushPromises()
    await page.find('.demo button').trigger('click')
    expect(page.findAll('.demo .small').map((one) => one.text())).toEqual(['演示人员（点一下即填好）', '分管副检察长', '椒江区院'])
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(asked).toContainEqual(['sign_in', { name: '周敏', password: 'demo-pass' }])
    page.unmount()
  })
})

describe('the locked screen', () => {
  it('asks for the password of who locked it, and opens', async () => {
    lockedFor.value = '周敏'
    const page = mount(LockScreen, { props: { name: '周敏' }, global, attachTo: document.body })
    await page.find('[autocomplete="current-password"]').setValue('right')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(asked[0]).toEqual(['sign_in', { name: '周敏', password: 'right' }])
    expect(lockedFor.value).toBeUndefined()
    page.unmount()
  })
})

describe('founding', () => {
  it('shows each field that is not right, and founds nothing', async () => {
    answers.offices = () => [{ code: '331002', name: '椒江区院' }]
    const page = mount(FoundDesk, { global, attachTo: document.body })
    await flushPromises()
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(page.find('[role="alert"]').text()).toBe('有 3 处需要核对')
    expect(names()).toEqual(['offices'])
    page.unmount()
  })

  it('offices that cannot be read are asked for again, and what is typed stays', async () => {
    answers.offices = () => { throw new Fault('busy') }
    const page = mount(FoundDesk, { global, attachTo: document.body })
    await flushPromises()
    await page.find('[autocomplete="name"]').setValue('周敏')
    expect(page.find('[role="alert"]').text()).toContain('本机数据正忙')
    answers.offices = () => [{ code: '331002', name: '椒江区院', townships: [] }]
    await page.find('[role="alert"] button').trigger('click')
    await flushPromises()
    expect([page.find('[role="alert"]').exists(), (page.find('[autocomplete="name"]').element as HTMLInputElement).value]).toEqual([false, '周敏'])
    page.unmount()
  })

  it('a day from which the stations count is not left out because it cannot be read', async () => {
    const page = mount(FoundDesk, { global, attachTo: document.body })
    await flushPromises()
    await page.find('.day input').setValue('9-31')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(page.find('[role="alert"]').text()).toBe('有 4 处需要核对')
    expect(page.find('.day').text()).toContain('不是完整的日期')
    expect(page.find('.day input').attributes('aria-invalid')).toBe('true')
    page.unmount()
  })

  it('the sheet numbers its groups from one', () => {
    const page = mount(RecoverySheet, { props: { sheet: ['K7QM', '2XPA'], office: '椒江区院' }, global })
    expect(page.findAll('li').map((one) => one.text())).toEqual(['1第 1 组K7QM', '2第 2 组2XPA'])
  })

  it('two groups are typed back; a wrong one is named, nothing is confirmed', async () => {
    answers.confirm_sheet = () => { throw new Fault('sheet_group', { group: 3 }) }
    const page = mount(ConfirmSheet, { props: { ask: [2, 8] }, global, attachTo: document.body })
    expect(page.findAll('label').map((one) => one.text())).toEqual(['第 3 组*', '第 9 组*'])
    await page.find('form').trigger('submit')
    expect(names()).toEqual([])
    for (const input of page.findAll('input')) await input.setValue(' abcd ')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(asked).toEqual([['confirm_sheet', { groups: { 2: 'abcd', 8: 'abcd' } }]])
    expect(page.find('[role="alert"]').text()).toContain('第 3 组与恢复单不一致')
    expect(page.emitted('confirmed')).toBeUndefined()
    page.unmount()
  })

  it('the demonstration is made step by step until it is finished', async () => {
    let step = 0
    answers.make_demo = () => { step += 1; return { done: step * 50, total: 100, finished: step === 2 } }
    const page = mount(MakeDemo, { global })
    await flushPromises()
    expect(names().filter((name) => name === 'make_demo')).toHaveLength(2)
    expect(page.emitted('made')).toHaveLength(1)
  })

  it('a full disk stops it and offers to go on', async () => {
    answers.make_demo = () => { throw new Fault('disk_full') }
    const page = mount(MakeDemo, { global })
    await flushPromises()
    expect(page.find('[role="alert"]').text()).toContain('磁盘已满')
    expect(page.emitted('made')).toBeUndefined()
  })
})
