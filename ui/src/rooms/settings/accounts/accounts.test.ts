import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AccountRow } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { unkeptForms } from '@/parts/forms/form'
import { toasts } from '@/parts/shell/toast'
import { atDesk, dialog, leave, personOf, press, standing, type Answers } from '@/test-desk'
import { tabsFor } from '../tabs'
import { rolesSay, scopeSays, stateOf, stillMissing } from './accounts'
import AccountsTab from './AccountsTab.vue'
import { useRights } from './rights'

const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route }))

const row = (account: string, over: Partial<AccountRow> = {}): AccountRow => ({
  account, person: `p-${account}`, name: `人员${account}`, office: '331002', roles: ['prosecutor'], level: null, stations: [], whole_office: true, can_sign_in: true, in_force: true, ...over,
})
const station = (n: number) => ({ record: `s${n}`, name: `站${n}` })
const ALL = [row('a1', { name: '周敏', roles: ['registrar', 'prosecutor'] }), row('b', { roles: ['system_admin'] }), row('c', { roles: ['security_admin'] }), row('d', { name: '王洁' })]

describe('whose the tab is', () => {
  it.each([[['registrar'], true], [['system_admin'], true], [['head', 'prosecutor'], false], [['security_admin'], false], [['liaison'], false]] as const)('%j: %s', (roles, has) => {
    expect(tabsFor(personOf(...roles)).includes('accounts')).toBe(has)
  })
  it('nobody loses the rest', () => { expect(tabsFor(personOf('liaison'))).toEqual(['appearance', 'account', 'rules', 'backup', 'verify', 'checkup', 'about']) })
})

describe('an account in words', () => {
  it.each<[Partial<AccountRow>, string]>([[{}, '可登录'], [{ in_force: false }, '无有效授权'], [{ can_sign_in: false, in_force: false }, '已注销'], [{ can_sign_in: false }, '不在本机登录']])('%j is %s', (over, says) => { expect(stateOf(row('x', over)).text).toBe(says) })
  it.each<[AccountRow['roles'], AccountRow['level'], string]>([[['prosecutor', 'head'], 'deputy', '检察官、分管副检察长'], [['head'], null, '负责人'], [['liaison'], null, '联络员']])('%j of level %s', (roles, level, says) => { expect(rolesSay({ roles, level })).toBe(says) })
  it.each<[Partial<AccountRow>, string]>([
    [{}, '全部站点'], [{ whole_office: false, stations: [station(1), station(2)] }, '站1、站2'], [{ whole_office: false, stations: [1, 2, 3, 4, 5].map(station) }, '站1、站2、站3 等 5 个站'], [{ roles: ['audit_admin'] }, '—'],
  ])('scope of %j', (over, says) => { expect(scopeSays(row('x', over))).toBe(says) })
  it('says which administrators are still to be named', () => {
    expect(stillMissing([row('a')])).toEqual(['system_admin', 'security_admin'])
    expect(stillMissing(ALL)).toEqual([])
  })
})

describe('the rights that are chosen', () => {
  it('a head needs a level, some stations need a name', () => {
    const form = useRights()
    expect(Object.keys(form.errors.value)).toEqual(['roles'])
    Object.assign(form.given, { roles: ['head'], scope: 'some' })
    expect(Object.keys(form.errors.value)).toEqual(['level', 'stations'])
    Object.assign(form.given, { level: 'chief', stations: ['s1'] })
    expect(form.rights.value).toEqual({ roles: ['head'], level: 'chief', stations: ['s1'] })
  })
  it('an administrator is that alone, whatever was ticked before', () => {
    const form = useRights()
    Object.assign(form.given, { roles: ['prosecutor'], level: 'chief', scope: 'some', stations: ['s1'], kind: 'administrator', administrator: 'audit_admin' })
    expect(form.rights.value).toEqual({ roles: ['audit_admin'] })
  })
  it('begins with what stands', () => {
    const form = useRights()
    form.begin(row('x', { roles: ['liaison'], whole_office: false, stations: [station(3)] }))
    expect(form.rights.value).toEqual({ roles: ['liaison'], stations: ['s3'] })
  })
})

describe('the tab', () => {
  let page: VueWrapper | undefined
  afterEach(() => { leave(page); page = undefined; route.query = {} })
  async function open(roles: Parameters<typeof personOf>, answers: Answers = {}) {
    const desk = atDesk(personOf(...roles), { list_accounts: () => ALL, account_choices: () => ({ people: [{ record: 'p9', name: '陈刚', department: '办公室' }], stations: [station(1)], administrators: true }), list_new_keys: () => [], ...answers })
    page = await standing(AccountsTab)
    return desk
  }
  async function type(selector: string, values: string[]) {
    const inputs = [...dialog().querySelectorAll<HTMLInputElement>(selector)]
    values.forEach((value, at) => { const input = inputs[at]; if (input) { input.value = value; input.dispatchEvent(new Event('input')) } })
    await flushPromises()
  }

  it('is refused in words by address, and asks the desk nothing', async () => {
    const desk = await open(['prosecutor'])
    expect(page?.text()).toContain('账户由登记管理员或系统管理员管理')
    expect(desk.names()).not.toContain('list_accounts')
  })
  it('a failure is said and asked again', async () => {
    await open(['registrar'], { list_accounts: () => { throw new Fault('slot_damaged') } })
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('钥匙文件已损坏')
  })
  it.each(['增加账户', '调整权限 · 王洁'])('%s: choices that cannot be read are asked for again, with the form in view', async (act) => {
    let broken = true
    await open(['registrar'], { account_choices: () => { if (broken) throw new Fault('busy'); return { people: [], stations: [station(1)], administrators: true } } })
    await press(act)
    expect(dialog().querySelector('[role="alert"]')?.textContent).toContain('本机数据正忙')
    broken = false
    await press('重试', dialog())
    expect(dialog().querySelector('[role="alert"]')).toBeNull()
  })
  it('offers nobody to act on their own account', async () => {
    await open(['registrar'])
    expect(page?.findAll('tbody tr').map((one) => one.findAll('.acts button').length)).toEqual(expect.arrayContaining([4, 4, 4, 0]))
    expect(page?.text()).toContain('4 个可登录')
    expect(page?.text()).not.toContain('还没有指定')
  })
  it('names the administrators that come first', async () => {
    await open(['registrar'], { list_accounts: () => [ALL[0]], account_choices: () => ({ people: [], stations: [], administrators: false }) })
    expect(page?.text()).toContain('还没有指定：系统管理员、安全管理员')
    await press('增加账户')
    expect((dialog().querySelector<HTMLInputElement>('input[value="business"]'))?.disabled).toBe(true)
    expect(dialog().textContent).toContain('在职人员都已有账户')
  })
  it('an unfinished form names every field and opens nothing', async () => {
    const desk = await open(['registrar'])
    await press('增加账户')
    await press('开设账户', dialog())
    expect(dialog().textContent).toContain('有 3 处需要核对')
    expect(desk.names()).not.toContain('add_account')
  })
  it('a reset sends what its owner typed, and tells it', async () => {
    const desk = await open(['system_admin'], { reset_password: () => ({ deed: 'd', seen: {}, changed: [], value: {} }) })
    await press('重设口令 · 王洁')
    await type('input', ['海门潮水退去2026', '海门潮水退去2026'])
    await press('重设口令', dialog())
    expect(desk.inputOf('reset_password')).toEqual({ account: 'd', password: '海门潮水退去2026' })
    expect(toasts.map((one) => one.text)).toEqual(['王洁 的口令已重设'])
  })
  it('two passwords that differ go nowhere', async () => {
    const desk = await open(['registrar'])
    await press('重设口令 · 王洁')
    await type('input', ['海门潮水退去2026', '海门潮水退去2027'])
    await press('重设口令', dialog())
    expect(desk.names()).not.toContain('reset_password')
  })
  it('says what taking an account away does, and what keeps it from being done', async () => {
    const desk = await open(['registrar'], { remove_account: () => { throw new Fault('busy') } })
    await press('注销账户 · 王洁')
    for (const says of ['不能登录', '换用新钥匙', '照旧有效', '不会自动转走']) expect(dialog().textContent).toContain(says)
    expect(desk.names()).not.toContain('remove_account')
    await press('注销并换钥匙', dialog())
    expect(desk.inputOf('remove_account')).toEqual({ account: 'd' })
    expect(dialog().querySelector('[role="alert"]')?.textContent).toContain('本机数据正忙')
  })
  it('an amendment of nothing cannot be sent; a change takes the whole grant', async () => {
    const desk = await open(['registrar'], { amend_account: () => ({ deed: 'd', seen: {}, changed: [], value: {} }) })
    await press('调整权限 · 王洁')
    await press('保存调整', dialog())
    expect(desk.names()).not.toContain('amend_account')
    dialog().querySelector<HTMLInputElement>('input[value="assistant"]')?.click()
    await flushPromises()
    await press('保存调整', dialog())
    expect(desk.inputOf('amend_account')).toEqual({ account: 'd', roles: ['assistant', 'prosecutor'] })
  })
  it('the sealed matters\' key is passed on after a yes, and refused in words', async () => {
    const desk = await open(['registrar'], { name_handler: () => { throw new Fault('denied', { why: { code: 'wrong_role', values: { verb: 'name_handler' } } }) } })
    await press('调整权限 · 王洁')
    await press('指定封存办理人')
    expect(desk.names()).not.toContain('name_handler')
    await press('指定封存办理人', dialog())
    expect(desk.inputOf('name_handler')).toEqual({ account: 'd' })
    expect(document.body.textContent).toContain('没有此项权限')
  })
  it('keys that a sheet made are written down once four groups were compared', async () => {
    const keys = { account: 'd', name: '陈阿海', desk: { desk: 'k7', name: 'd_1', office: '331002', office_name: '椒江区人民检察院', people: ['陈阿海'], known: true }, print: '0A1B 2C3D 4E5F 6071', asked_ms: 0 }
    const desk = await open(['registrar'], { list_new_keys: () => [keys], accept_keys: () => ({ deed: 'd', seen: {}, changed: [], value: {} }) })
    expect(page?.text()).toContain('0A1B 2C3D 4E5F 6071')
    await press('登记 陈阿海 的新钥匙')
    expect(dialog().textContent).toContain('四组字符与 陈阿海 读出的一致吗')
    expect(desk.names()).not.toContain('accept_keys')
    await press('一致，登记', dialog())
    expect(desk.inputOf('accept_keys')).toEqual({ account: 'd', desk: 'k7', print: '0A1B 2C3D 4E5F 6071' })
    expect(toasts.map((one) => one.text)).toEqual(['陈阿海 的新钥匙已登记，随下次交换生效'])
  })
  it('no keys wait, and nothing is said of them', async () => {
    await open(['registrar'])
    expect(page?.text()).not.toContain('待登记的新钥匙')
  })
  it('another sheet is shown once, and counts when two groups were typed back', async () => {
    const desk = await open(['registrar'], { renew_sheet: () => ({ sheet: Array.from({ length: 8 }, (_, n) => `K7QM${n}`), confirm: [1, 6] }), confirm_sheet: () => ({}) })
    await press('换发恢复单')
    expect(desk.names()).not.toContain('renew_sheet')
    await press('换发恢复单', dialog())
    expect(dialog().textContent).toContain('K7QM7')
    // Copied by hand it takes minutes, and the desk may lock meanwhile: said before, since it is shown this once.
    expect(unkeptForms()).toBe(1)
    await press('我已打印或抄好')
    await type('input', ['K7QM1', 'K7QM6'])
    await press('核对并开始使用')
    expect(desk.inputOf('confirm_sheet')).toEqual({ groups: { 1: 'K7QM1', 6: 'K7QM6' } })
    expect(toasts.map((one) => one.text)).toEqual(['恢复单已换发并核对'])
    expect(unkeptForms()).toBe(0)
  })
})
