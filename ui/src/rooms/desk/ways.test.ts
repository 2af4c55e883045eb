import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import type { CopyView } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { atDesk, deskOf, leave, press, standing, type Answers } from '@/test-desk'
import FoundDesk from './FoundDesk.vue'
import JoinDesk from './joining/JoinDesk.vue'
import SignIn from './SignIn.vue'
import StartPage from './StartPage.vue'

const SHEET = ['K7QMA', '2XPAB', '11111', '22222', '33333', '44444', '55555', '66666']
const NEW = '海门潮水退去2026'
const copy = (on: string): CopyView => ({ dir: `/mnt/u/gonglian-${on}`, made_at: `${on}T17:30:00`, n_entries: 1200, n_bytes: 2048, kept_as: 'day' })
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; vi.useRealTimers() })

async function signIn(answers: Answers, window = false) {
  const desk = atDesk(null, answers, window ? { kind: 'window', pickFolder: () => Promise.resolve('/mnt/u') } : {})
  page = await standing(SignIn, { desk: deskOf(null) })
  return desk
}
const set = async (selector: string, value: string) => { await page?.find(selector).setValue(value) }
const submit = async () => { await page?.find('form').trigger('submit'); await flushPromises() }
async function fillSheet() {
  const inputs = page?.findAll('.groups input') ?? []
  await inputs[0]?.setValue(SHEET.join(' '))
  await set('[autocomplete="username"]', ' 周敏 ')
  for (const input of page?.findAll('[autocomplete="new-password"]') ?? []) await input.setValue(NEW)
}

describe('the forgotten password', () => {
  it('an unfinished sheet is named group by group and goes nowhere', async () => {
    const desk = await signIn({})
    await press('忘记口令')
    await submit()
    expect(page?.findAll('.error').filter((one) => one.text() === '应为 5 位')).toHaveLength(8)
    expect(desk.names()).not.toContain('open_by_sheet')
  })
  it('the sheet opens the desk and sets a new password', async () => {
    const desk = await signIn({ open_by_sheet: () => ({ name: '周敏' }) })
    await press('忘记口令')
    await fillSheet()
    await submit()
    expect(desk.inputOf('open_by_sheet')).toEqual({ groups: SHEET, name: '周敏', password: NEW })
  })
  it.each([
    ['sheet_group', { group: 3 }, '与恢复单不符'], ['wrong_sheet', {}, '与恢复单不一致'], ['missing', { what: 'account' }, '本机没有这个姓名的账户'],
  ] as const)('%s is said, and what was typed stays', async (code, values, says) => {
    await signIn({ open_by_sheet: () => { throw new Fault(code, values) } })
    await press('忘记口令')
    await fillSheet()
    await submit()
    expect(page?.text()).toContain(says)
    expect((page?.findAll('.groups input')[7]?.element as HTMLInputElement).value).toBe('66666')
  })
  it('of two people of one name the one that is chosen is reset (the first was, whoever was meant)', async () => {
    const row = (account: string, station: string) => ({ account, person: account, name: '周敏', office: '331002', roles: ['liaison' as const], level: null, stations: [{ record: station, name: station }], whole_office: false, can_sign_in: true, in_force: true })
    const desk = await signIn({ open_by_sheet: (input) => { if (!('account' in (input as object))) throw new Fault('which_account', { accounts: [row('a1', '大陈站'), row('a2', '海门站')] }); return { name: '周敏' } } })
    await press('忘记口令')
    await fillSheet()
    await submit()
    for (const says of ['本机有几位同名人员', '联络员', '大陈站', '海门站']) expect(page?.text()).toContain(says)
    await submit()
    expect(page?.text()).toContain('请选择是哪一位')
    expect(desk.names().filter((name) => name === 'open_by_sheet')).toHaveLength(1)
    await page?.find('input[value="a2"]').setValue()
    await submit()
    expect(desk.names().filter((name) => name === 'open_by_sheet')).toHaveLength(2)
    expect(desk.inputOf('open_by_sheet')).toEqual({ groups: SHEET, name: '周敏', password: NEW, account: 'a2' })
  })
  it('too many tries are counted down', async () => {
    const desk = await signIn({ open_by_sheet: () => { throw new Fault('too_soon', { wait_s: 5 }) } })
    await press('忘记口令')
    await fillSheet()
    vi.useFakeTimers()
    await submit()
    expect(page?.text()).toContain('请等待 5 秒后再试')
    await submit()
    expect(desk.names().filter((name) => name === 'open_by_sheet')).toHaveLength(1)
  })
  it('leads back', async () => {
    await signIn({})
    await press('忘记口令')
    await press('返回登录')
    expect(page?.find('h1').text()).toBe('登录')
  })
})

describe('from a copy', () => {
  const found = (...on: string[]) => () => ({ unreachable: false, copies: on.map(copy) })
  async function pick() {
    await press('从备份恢复')
    await set('form input', '/mnt/u')
    await press('查找备份')
  }
  it.each<[string, { unreachable: boolean, copies: CopyView[] }, string]>([['cannot be read', { unreachable: true, copies: [] }, '打不开这个文件夹'], ['holds none', { unreachable: false, copies: [] }, '这个文件夹里没有备份']])('a folder that %s leads no further', async (_, answer, says) => {
    const desk = await signIn({ copies_in: () => answer })
    await pick()
    expect(desk.inputOf('copies_in')).toEqual({ dir: '/mnt/u' })
    expect(page?.find('.error').text()).toContain(says)
    await press('下一步')
    expect(page?.text()).not.toContain('打开方式')
  })
  it('an empty path is asked for', async () => {
    const desk = await signIn({})
    await press('从备份恢复')
    await press('查找备份')
    expect(page?.find('.error').text()).toBe('请选择或填写文件夹')
    expect(desk.names()).not.toContain('copies_in')
  })
  it('the newest is proposed, another can be taken, and its password restores it', async () => {
    const desk = await signIn({ copies_in: found('2026-09-23', '2026-09-16'), restore_backup: () => ({ name: '周敏' }) })
    await pick()
    expect((page?.findAll('input[type="radio"]')[0]?.element as HTMLInputElement).checked).toBe(true)
    await page?.findAll('input[type="radio"]')[1]?.setValue()
    await submit()
    for (const says of ['2026-09-16 17:30', '不会删除', '以新的写入者继续', '须补录']) expect(page?.text()).toContain(says)
    await set('[autocomplete="username"]', '周敏')
    await set('[autocomplete="current-password"]', '当时的口令')
    await submit()
    expect(desk.inputOf('restore_backup')).toEqual({ copy: '/mnt/u/gonglian-2026-09-16', name: '周敏', password: '当时的口令' })
    expect(page?.emitted('held')).toEqual([[true]])
    for (const says of ['已恢复到 2026-09-16 17:30 的备份', '新的写入者', 'desk.before-restore.db']) expect(page?.text()).toContain(says)
    await press('以 周敏 进入工作台')
    expect(page?.emitted('held')).toEqual([[true], [false]])
  })
  it('a wrong password of that day lets the page go on asking', async () => {
    await signIn({ copies_in: found('2026-09-23'), restore_backup: () => { throw new Fault('wrong_password', { wait_s: 0 }) } })
    await pick()
    await submit()
    await set('[autocomplete="username"]', '周敏')
    await set('[autocomplete="current-password"]', '今天的口令')
    await submit()
    expect(page?.find('[role="alert"]').text()).toContain('姓名或口令不对')
    expect(page?.emitted('held')).toEqual([[true], [false]])
  })
  it('a copy that is damaged sends to another one', async () => {
    await signIn({ copies_in: found('2026-09-23'), restore_backup: () => { throw new Fault('damaged') } })
    await pick()
    await submit()
    await set('[autocomplete="username"]', '周敏')
    await set('[autocomplete="current-password"]', 'x')
    await submit()
    expect(page?.find('[role="alert"]').text()).toContain('这份备份已损坏，没有恢复')
    await press('另选一份')
    expect(page?.text()).toContain('备份所在文件夹')
  })
  it('the sheet opens a copy whose passwords nobody knows', async () => {
    const desk = await signIn({ copies_in: found('2026-09-23'), restore_by_sheet: () => ({ name: '周敏' }) })
    await pick()
    await submit()
    await page?.find('input[value="sheet"]').setValue()
    await fillSheet()
    await submit()
    expect(desk.inputOf('restore_by_sheet')).toEqual({ copy: '/mnt/u/gonglian-2026-09-23', groups: SHEET, name: '周敏', password: NEW })
  })
  it('what an upgrade left is offered without a folder, and opens with the password of today', async () => {
    const left = { ...copy('2026-09-20'), dir: '/home/a/desk/desk.before-upgrade.db', kept_as: 'upgrade' as const }
    const desk = await signIn({ copies_in: found('2026-09-23'), upgrade_copy: () => ({ unreachable: false, copies: [left] }), restore_backup: () => ({ name: '周敏' }) })
    await press('从备份恢复')
    expect(page?.text()).toContain('升级程序前')
    await page?.find('input[type="radio"]').setValue()
    await submit()
    expect(page?.text()).toContain('现在登录用的口令')
    await set('[autocomplete="username"]', '周敏')
    await set('[autocomplete="current-password"]', '今天的口令')
    await submit()
    expect(desk.inputOf('restore_backup')).toEqual({ copy: left.dir, name: '周敏', password: '今天的口令' })
    expect(desk.names()).not.toContain('copies_in')
  })
  it.each<[string, () => unknown]>([['there is none', () => ({ unreachable: false, copies: [] })], ['it cannot be told', () => { throw new Fault('busy') }]])('nothing of an upgrade is offered where %s', async (_, answer) => {
    await signIn({ upgrade_copy: answer })
    await press('从备份恢复')
    expect(page?.text()).not.toContain('升级程序前')
    expect(page?.find('input[type="radio"]').exists()).toBe(false)
  })
  it('a folder that a window chose is looked into at once', async () => {
    const desk = await signIn({ copies_in: found('2026-09-23') }, true)
    await press('从备份恢复')
    await press('选文件夹')
    expect(desk.inputOf('copies_in')).toEqual({ dir: '/mnt/u' })
    expect(page?.text()).toContain('找到 1 份备份')
  })
  it('a fresh machine begins with a copy, and speaks of nothing that is set aside', async () => {
    atDesk(null, { copies_in: found('2026-09-23'), restore_backup: () => ({ name: '周敏' }) })
    page = await standing(StartPage)
    await page.findAll('.choice')[3]?.trigger('click')
    expect(page.text()).toContain('第 1 步，共 3 步')
    await set('form input', '/mnt/u')
    await press('查找备份')
    await submit()
    expect(page.text()).not.toContain('会另存在工作台文件夹中')
    await set('[autocomplete="username"]', '周敏')
    await set('[autocomplete="current-password"]', 'x')
    await submit()
    expect(page.text()).toContain('第 3 步，共 3 步')
    expect(page.text()).not.toContain('desk.before-restore.db')
    await press('以 周敏 进入工作台')
    expect(page.emitted('founding')).toEqual([[true], [false]])
  })
})

// The answer found nobody: the sheet that is shown once was never shown, and the page stayed where it had gone back to.
describe('while a desk is being made', () => {
  it.each<[string, string, Component]>([['founded', 'found_desk', FoundDesk], ['joined', 'join_desk', JoinDesk]])('nobody goes back before it is %s', async (said, call, form) => {
    let made: (answer: unknown) => void = () => undefined
    const desk = atDesk(null, { offices: () => [{ code: '331002', name: '椒江区院', townships: [] }], [call]: () => new Promise((yes) => { made = yes }) })
    page = await standing(form)
    page.findComponent({ name: 'SelectField' }).vm.$emit('update:modelValue', '331002')
    await set('[autocomplete="name"]', '陈雅静')
    for (const input of page.findAll('[autocomplete="new-password"]')) await input.setValue(NEW)
    await submit()
    expect(desk.names()).toContain(call)
    await press('返回选择')
    expect(page.emitted('back')).toBeUndefined()
    made({ sheet: ['K7QMA'], confirm: [0] })
    await flushPromises()
    expect(page.emitted(said)).toHaveLength(1)
  })
  it('nor before it is taken back from a copy', async () => {
    const desk = await signIn({ copies_in: () => ({ unreachable: false, copies: [copy('2026-09-23')] }), restore_backup: () => new Promise(() => undefined) })
    await press('从备份恢复')
    await set('form input', '/mnt/u')
    await press('查找备份')
    await submit()
    await set('[autocomplete="username"]', '周敏')
    await set('[autocomplete="current-password"]', 'x')
    await submit()
    expect(desk.names()).toContain('restore_backup')
    await press('另选一份')
    expect(page?.text()).toContain('打开方式')
  })
})
