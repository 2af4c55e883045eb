import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { labelOf, MADE, otherOf, outcome } from '@/bundle/test/bundles'
import type { DeskList, RequestView } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { unkeptForms } from '@/parts/forms/form'
import { type Answers, atDesk, leave, personOf, press, standing } from '@/test-desk'
import { tabsFor } from '../tabs'
import DesksTab from './DesksTab.vue'
import { pickFor } from './staff'

const picked = vi.hoisted(() => ({ files: [] as unknown[], asked: [] as unknown[] }))
const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route, useRouter: () => ({ replace: () => Promise.resolve() }) }))
vi.mock('@/host/files', () => ({
  pickFiles: (...asked: unknown[]) => { picked.asked.push(asked); return Promise.resolve(picked.files) }, asBase64: () => Promise.resolve('R0xKUg=='), saveAnswer: () => Promise.resolve(),
}))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; picked.files = []; picked.asked = [] })

const SHEET = ['K7QMA', '2XPAB', '11111', '22222', '33333', '44444', '55555', '66666']
const view = (over: Partial<RequestView> = {}): RequestView => ({
  desk: 'd-new', name: 'D-1', office: '331002', office_name: '椒江区院', person: '陈雅静', fingerprint: '3F2A 9C01 77BE D4E0', cell: 'AA11 BB22 CC33 DD44', made_ms: MADE, enrolled: false, needs_sheet: false, ...over,
})
const choices = { people: [{ record: 'p7', name: '陈雅静', department: '控申' }], stations: [{ record: 's1', name: '葭沚站' }], administrators: true }
const list: DeskList = { silent_days: 7, may_act: true, rows: [] }
const state = { me: labelOf(), others: [otherOf({ desk: labelOf({ desk: 'd-new', people: ['陈雅静'] }), first: true, last_in_ms: null })], held: 0, quarantined: 0, waiting: 0 }

async function open(answers: Answers = {}, person = personOf('registrar')) {
  const desk = atDesk(person, { list_desks: () => list, exchange_state: () => state, account_choices: () => choices, list_people: () => ({ rows: [], next: null, count: 0 }), open_request: () => view(), ...answers })
  picked.files = [{ name: '加入申请.glr', size: 400 }]
  page = await standing(DesksTab)
  return desk
}
async function request(answers: Answers = {}) {
  const desk = await open(answers)
  await press('打开申请文件')
  return desk
}
const submit = async () => { await page?.find('form').trigger('submit'); await flushPromises() }
async function fill() {
  await page?.find('input[type="checkbox"]').setValue(true)
  page?.findAllComponents({ name: 'SelectField' })[0]?.vm.$emit('update:modelValue', 'p7')
  page?.findComponent({ name: 'CheckTags' }).vm.$emit('update:modelValue', ['liaison'])
  await flushPromises()
}

describe('whose it is', () => {
  it.each([[['registrar'], true], [['system_admin'], true], [['head'], true], [['security_admin'], false], [['prosecutor'], false]] as const)('%j: %s', (roles, has) => { expect(tabsFor(personOf(...roles)).includes('desks')).toBe(has) })
  it('anybody else is told whose, and nothing is asked', async () => {
    const desk = await open({}, personOf('prosecutor'))
    expect(page?.text()).toContain('机构与工作台由登记管理员、系统管理员管理')
    expect(desk.names()).not.toContain('list_desks')
  })
  it('a head reads the list and opens no request', async () => {
    await open({}, personOf('head'))
    expect(page?.text()).toContain('还没有其他工作台')
    expect(page?.text()).not.toContain('打开申请文件')
  })
})

describe('a request file', () => {
  it('is small and of its kind', async () => {
    const desk = await request()
    expect(picked.asked).toEqual([['.glr', 65536]])
    expect(desk.inputOf('open_request')).toEqual({ bytes_base64: 'R0xKUg==' })
  })
  it('what was filled in for it is not put aside unasked', async () => {
    await request()
    await press('放弃')
    expect(page?.find('.group').exists()).toBe(false)
    await press('打开申请文件')
    await fill()
    await press('放弃')
    expect(page?.find('.group').exists()).toBe(true)
    await press('放弃填写')
    expect(page?.find('.group').exists()).toBe(false)
    expect(unkeptForms()).toBe(0)
  })
  it('shows both codes to compare, whose it is and from when', async () => {
    await request()
    expect(page?.findAll('.group').map((one) => one.text())).toEqual(['3F2A', '9C01', '77BE', 'D4E0', 'AA11', 'BB22', 'CC33', 'DD44'])
    for (const says of ['椒江区院', '陈雅静', '9-20 10:05', '电话中请对方读出', '读给对方听']) expect(page?.text()).toContain(says)
  })
  it('whoever changes their mind opens none', async () => {
    const desk = await open()
    picked.files = []
    await press('打开申请文件')
    expect(desk.names()).not.toContain('open_request')
  })
  it.each([['bad_file', { problem: 'no_request' }, '这不是加入申请文件'], ['bad_file', { problem: 'altered' }, '被改动'], ['demo_only', {}, '只有演示工作台可以这样做']] as const)('%s is said', async (code, values, says) => {
    await request({ open_request: () => { throw new Fault(code, values) } })
    expect(page?.find('[role="alert"]').text()).toContain(says)
    expect(page?.find('form').exists()).toBe(false)
  })
  it('can be put away again', async () => {
    await request()
    await press('放弃')
    expect(page?.text()).not.toContain('对方的核对码')
  })
})

describe('enrolling', () => {
  it('needs the comparison, the person and the roles', async () => {
    const desk = await request()
    await submit()
    for (const says of ['请先核对并勾选', '请选择人员', '请选择角色']) expect(page?.text()).toContain(says)
    expect(desk.names()).not.toContain('enrol_desk')
  })
  it('gives the desk to a person with their rights, and goes on to the first bundle', async () => {
    const desk = await request({ enrol_desk: () => outcome({ desk: 'd-new', letter: 'C' }) })
    await fill()
    await submit()
    expect(desk.inputOf('enrol_desk')).toEqual({ request: { bytes_base64: 'R0xKUg==' }, person: 'p7', roles: ['liaison'] })
    expect(page?.text()).toContain('已开通，编号字母 C')
    expect(page?.text()).toContain('接收：Jiaojiang · 陈雅静')
  })
  it('the first desk of an office needs the sheet of the founding', async () => {
    const desk = await request({ open_request: () => view({ needs_sheet: true, office: '331003' }), enrol_desk: () => outcome({ desk: 'd-new', letter: 'D' }) })
    await fill()
    await submit()
    expect(page?.findAll('.error').filter((one) => one.text() === '应为 5 位')).toHaveLength(8)
    expect(desk.names()).not.toContain('enrol_desk')
    await page?.findAll('.groups input')[0]?.setValue(SHEET.join(' '))
    await submit()
    expect(desk.inputOf('enrol_desk')).toEqual({ request: { bytes_base64: 'R0xKUg==' }, person: 'p7', roles: ['liaison'], sheet: SHEET })
  })
  it.each([
    ['check_failed', { field: 'person' }, '此人的工作单位与申请的单位不一致'], ['wrong_sheet', {}, '与恢复单不一致'], ['administrators_first', {}, '管理员'], ['roles_exclude', {}, '管理员'],
  ] as const)('%s is said, and what was chosen stays', async (code, values, says) => {
    await request({ enrol_desk: () => { throw new Fault(code, values) } })
    await fill()
    await submit()
    expect(page?.find('form').text()).toContain(says)
    expect(page?.findAllComponents({ name: 'SelectField' })[0]?.props('modelValue')).toBe('p7')
  })
  it('a desk that has been enrolled already only gets its bundle again', async () => {
    await request({ open_request: () => view({ enrolled: true }) })
    expect(page?.text()).toContain('已经开通，不必再次开通')
    expect(page?.text()).toContain('接收：Jiaojiang · 陈雅静')
    expect(page?.text()).not.toContain('对应人员')
  })
})

describe('who can be given a desk', () => {
  const people = [{ record: 'p7', name: '陈雅静', department: '控申' }, { record: 'p8', name: '林海', department: '' }]
  const row = (record: string, title: string) => ({ record, title, no: null, station_name: '', more: {} })
  it.each<[string, { own: boolean, rows: unknown[], text?: string }, string[]]>([
    ['a registrar reads the list of people', { own: true, rows: [row('p1', '周敏')] }, ['周敏', '陈雅静', '林海']],
    ['nobody twice', { own: true, rows: [row('p7', '陈雅静')] }, ['陈雅静', '林海']],
    ['an administrator chooses among those without an account', { own: true, rows: [], text: '雅' }, ['陈雅静']],
    ['of another office only the list counts', { own: false, rows: [row('p1', '周敏')] }, ['周敏']],
  ])('%s', async (_, { own, rows, text }, names) => {
    atDesk({ ...personOf('registrar'), whole_office: true }, { list_people: () => ({ rows, next: null, count: rows.length }) })
    expect((await pickFor(() => ({ own, people }))(text ?? '')).map((one) => one.label)).toEqual(names)
  })
  it('a list that is refused leaves those of the own office', async () => {
    atDesk(personOf('system_admin'), { list_people: () => { throw new Fault('denied') } })
    expect((await pickFor(() => ({ own: true, people }))('')).map((one) => one.value)).toEqual(['p7', 'p8'])
  })
  // A bug: whatever failed looked like a list without people.
  it('a list that fails is told, and is not one without people', async () => {
    atDesk(personOf('registrar'), { list_people: () => { throw new Fault('broken') } })
    await expect(pickFor(() => ({ own: true, people }))('')).rejects.toMatchObject({ code: 'broken' })
  })
})
