import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Joining } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { pendingSheet } from '@/sheet/pending'
import { type Answers, atDesk, deskOf, leave, press, standing } from '@/test-desk'
import AwaitEnrolment from './AwaitEnrolment.vue'
import JoinDesk from './JoinDesk.vue'
import RequestMade from './RequestMade.vue'
import StartPage from '../StartPage.vue'

const PASSWORD = '海门潮水退去2026'
const request = { name: '加入申请.glr', mime: 'application/octet-stream', bytes_base64: 'AQL/', count: 1 }
const joining: Joining = { request, fingerprint: '3F2A 9C01 77BE D4E0', sheet: { sheet: ['K7QMA', '2XPAB'], confirm: [0, 1] } }
const CELL = 'AA11 BB22 CC33 DD44'
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; pendingSheet.value = undefined; vi.useRealTimers() })
const submit = async () => { await page?.find('form').trigger('submit'); await flushPromises() }
const set = async (selector: string, value: string) => { await page?.find(selector).setValue(value) }
const valueOf = (selector: string) => (page?.find(selector).element as HTMLInputElement).value
const alone = (answers: Answers) => atDesk(null, { desk_state: () => ({ ...deskOf(null), state: 'joining' }), ...answers })

describe('asking to join', () => {
  it('names each field that is not right, and asks nothing of the desk', async () => {
    const desk = atDesk(null, {})
    page = await standing(JoinDesk)
    await submit()
    expect(page.find('[role="alert"]').text()).toBe('有 3 处需要核对')
    expect(desk.names()).not.toContain('join_desk')
  })
  async function filled(answers: Answers) {
    const desk = atDesk(null, { offices: () => [{ code: '331002', name: '椒江区院' }], ...answers })
    page = await standing(JoinDesk)
    page.findComponent({ name: 'SelectField' }).vm.$emit('update:modelValue', '331002')
    await set('[autocomplete="name"]', ' 陈雅静 ')
    for (const input of page.findAll('[autocomplete="new-password"]')) await input.setValue(PASSWORD)
    await submit()
    return desk
  }
  it('hands in office, name and password, and holds the page meanwhile', async () => {
    const desk = await filled({ join_desk: () => joining })
    expect(desk.inputOf('join_desk')).toEqual({ office: '331002', person: '陈雅静', password: PASSWORD })
    expect(page?.emitted('begin')).toEqual([[true]])
    expect(page?.emitted('joined')).toEqual([[joining, { code: '331002', name: '椒江区院' }]])
    expect((page?.findAll('[autocomplete="new-password"]')[0]?.element as HTMLInputElement).value).toBe('')
  })
  it('a refusal lets the page go and keeps what was typed', async () => {
    await filled({ join_desk: () => { throw new Fault('desk_exists') } })
    expect(page?.emitted('begin')).toEqual([[true], [false]])
    expect(page?.find('[role="alert"]').text()).toContain('这个文件夹里已有工作台')
    expect(valueOf('[autocomplete="name"]')).toBe(' 陈雅静 ')
  })
})

describe('the request', () => {
  it('is saved as a file, and its code stands in four groups', async () => {
    const saved: [string, number[]][] = []
    atDesk(null, {}, { saveFile: (name, bytes) => { saved.push([name, [...bytes]]); return Promise.resolve() } })
    page = await standing(RequestMade, { request, fingerprint: joining.fingerprint })
    expect(page.findAll('.group').map((one) => one.text())).toEqual(['3F2A', '9C01', '77BE', 'D4E0'])
    await press('保存申请文件')
    expect(saved).toEqual([['加入申请.glr', [1, 2, 255]]])
    expect(page.find('[role="status"]').text()).toBe('申请文件已保存')
  })
  it('a file that cannot be written is said, and can be tried again', async () => {
    let full = true
    atDesk(null, {}, { saveFile: () => (full ? Promise.reject(new Fault('disk_full')) : Promise.resolve()) })
    page = await standing(RequestMade, { request, fingerprint: joining.fingerprint })
    await press('保存申请文件')
    expect(page.find('[role="alert"]').text()).toContain('请腾出磁盘空间')
    full = false
    await press('重试')
    expect(page.find('[role="status"]').text()).toBe('申请文件已保存')
  })
  it('follows form and sheet on the first page, and leads to the waiting', async () => {
    atDesk(null, { offices: () => [{ code: '331002', name: '椒江区院' }], join_desk: () => joining })
    page = await standing(StartPage)
    await page.findAll('.choice')[1]?.trigger('click')
    expect(page.text()).toContain('第 1 步，共 3 步')
    page.findComponent({ name: 'SelectField' }).vm.$emit('update:modelValue', '331002')
    await set('[autocomplete="name"]', '陈雅静')
    for (const input of page.findAll('[autocomplete="new-password"]')) await input.setValue(PASSWORD)
    await submit()
    expect(page.findAll('.sheet code').map((one) => one.text())).toEqual(['K7QMA', '2XPAB'])
    expect(page.text()).toContain('第 2 步，共 3 步')
    await press('我已打印或抄好')
    expect(page.find('h1').text()).toBe('送交申请文件')
    expect(pendingSheet.value).toEqual([0, 1])
    await press('去等待开通')
    expect(page.emitted('founding')).toEqual([[true], [false]])
  })
})

describe('waiting', () => {
  const open = async (answers: Answers) => {
    const desk = alone(answers)
    page = await standing(AwaitEnrolment, { version: '0.1.0' })
    return desk
  }
  async function look() {
    await set('form input', ' /mnt/u ')
    await set('[autocomplete="username"]', ' 陈雅静 ')
    await set('[autocomplete="current-password"]', PASSWORD)
    await submit()
  }
  it('says what to do, in three steps', async () => {
    await open({})
    expect(page?.find('h1').text()).toBe('等待开通')
    expect(page?.findAll('.how li')).toHaveLength(3)
  })
  it('looks for nothing while something is missing', async () => {
    const desk = await open({})
    await submit()
    expect(page?.findAll('[aria-invalid="true"]')).toHaveLength(3)
    expect(desk.names()).not.toContain('take_enrolment')
  })
  it('first says what the file claims, and takes nothing in', async () => {
    const desk = await open({ take_enrolment: () => ({ cell: CELL, signed_in: null }) })
    await look()
    expect(desk.inputOf('take_enrolment')).toEqual({ dir: '/mnt/u', name: '陈雅静', password: PASSWORD })
    expect(page?.findAll('.group').map((one) => one.text())).toEqual(['AA11', 'BB22', 'CC33', 'DD44'])
    expect(page?.emitted('held')).toBeUndefined()
  })
  it('without the tick nobody goes on', async () => {
    const desk = await open({ take_enrolment: () => ({ cell: CELL, signed_in: null }) })
    await look()
    await submit()
    expect(page?.find('.error').text()).toBe('请先核对并勾选')
    expect(desk.names().filter((name) => name === 'take_enrolment')).toHaveLength(1)
  })
  it('what was compared goes along, and the desk is entered', async () => {
    const desk = await open({ take_enrolment: ({ cell }: { cell?: string }) => ({ cell: CELL, signed_in: cell ? { name: '陈雅静' } : null }) })
    await look()
    await page?.find('input[type="checkbox"]').setValue(true)
    await submit()
    expect(desk.inputOf('take_enrolment')).toEqual({ dir: '/mnt/u', name: '陈雅静', password: PASSWORD, cell: CELL })
    expect(page?.emitted('held')).toEqual([[true], [false]])
  })
  it('the sheet of this very start is typed back then, and may wait', async () => {
    pendingSheet.value = [2, 5]
    const desk = await open({ take_enrolment: ({ cell }: { cell?: string }) => ({ cell: CELL, signed_in: cell ? { name: '陈雅静' } : null }), confirm_sheet: () => ({}) })
    await look()
    await page?.find('input[type="checkbox"]').setValue(true)
    await submit()
    expect(page?.findAll('form label').map((one) => one.text())).toEqual(['第 3 组*', '第 6 组*'])
    expect(page?.emitted('held')).toEqual([[true]])
    await press('以后再核对')
    expect(page?.emitted('held')).toEqual([[true], [false]])
    expect(desk.names()).not.toContain('confirm_sheet')
    expect(pendingSheet.value).toBeUndefined()
  })
  it.each([
    ['check_failed', { field: 'dir' }, '打不开这个文件夹'], ['missing', { what: 'bundle' }, '这个文件夹里没有开通包'], ['bad_file', { problem: 'no_enrolment' }, '这不是给本机的开通包'],
    ['bad_file', { problem: 'several_bundles' }, '请只留一个'], ['bad_bundle', { why: 'not_for_us', part: 1 }, '不是发给本机的（第 1 个文件）'], ['real_only', {}, '演示工作台不能这样做'],
  ] as const)('%s %j is said, and what was typed stays', async (code, values, says) => {
    await open({ take_enrolment: () => { throw new Fault(code, values) } })
    await look()
    expect(page?.text()).toContain(says)
    expect(valueOf('form input')).toBe(' /mnt/u ')
    expect(valueOf('[autocomplete="current-password"]')).toBe(PASSWORD)
  })
  it('another code than the file’s is refused in words, and the page goes on', async () => {
    await open({ take_enrolment: ({ cell }: { cell?: string }) => { if (cell) throw new Fault('check_failed', { field: 'cell' }); return { cell: CELL, signed_in: null } } })
    await look()
    await page?.find('input[type="checkbox"]').setValue(true)
    await submit()
    expect(page?.find('[role="alert"]').text()).toContain('核对码与开通包不符')
    expect(page?.emitted('held')).toEqual([[true], [false]])
  })
  it('a wrong password is counted down', async () => {
    const desk = await open({ take_enrolment: () => { throw new Fault('wrong_password', { wait_s: 4 }) } })
    vi.useFakeTimers()
    await look()
    expect(page?.text()).toContain('请等待 4 秒后再试')
    await submit()
    expect(desk.names().filter((name) => name === 'take_enrolment')).toHaveLength(1)
  })
  it('another folder forgets what the first one said', async () => {
    await open({ take_enrolment: () => { throw new Fault('missing', { what: 'bundle' }) } })
    await look()
    await set('form input', '/mnt/other')
    expect(page?.text()).not.toContain('这个文件夹里没有开通包')
  })
  it('the request is written once more for its owner', async () => {
    const saved: string[] = []
    const desk = atDesk(null, { request_again: () => ({ request, fingerprint: joining.fingerprint }) }, { saveFile: (name) => { saved.push(name); return Promise.resolve() } })
    page = await standing(AwaitEnrolment, { version: '0.1.0' })
    await press('再次导出申请文件')
    await submit()
    expect(page.findAll('[aria-invalid="true"]')).toHaveLength(2)
    await set('[autocomplete="username"]', '陈雅静 ')
    await set('[autocomplete="current-password"]', PASSWORD)
    await submit()
    expect(desk.inputOf('request_again')).toEqual({ name: '陈雅静', password: PASSWORD })
    await press('保存申请文件')
    expect(saved).toEqual(['加入申请.glr'])
    await press('返回')
    expect(page.find('h1').text()).toBe('等待开通')
  })
})
