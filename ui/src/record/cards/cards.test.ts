import { flushPromises, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { FaceParty, LinkedRow, Material, Row } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { tellPlaces } from '@/router/places'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import FactsCard from './FactsCard.vue'
import KeptCard from './KeptCard.vue'
import LinksCard from './LinksCard.vue'
import MaterialsCard from './MaterialsCard.vue'
import PeopleCard from './PeopleCard.vue'
import PhoneCard from './PhoneCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; tellPlaces([]) })

const CODES = [
  { list: 'sex', id: 'female', name: '女', wording: 'verified' }, { list: 'sex', id: 'unsaid', name: '未说明', wording: 'unverified' }, { list: 'party_part', id: 'agent', name: '代理人', wording: 'verified' },
  { list: 'party_flag', id: 'minor', name: '未成年人', wording: 'verified' }, { list: 'relation', id: 'lawyer', name: '律师', wording: 'verified' }, { list: 'unmask_purpose', id: 'contact', name: '联系当事人', wording: 'verified' },
]
const codes = ({ list }: { list: string }) => CODES.filter((one) => one.list === list)
const open = async (card: Parameters<typeof standing>[0], props: Record<string, unknown>, answers: Answers = {}) => {
  const desk = atDesk(personOf('prosecutor'), { codes, ...answers })
  page = await standing(card, props)
  return desk
}

describe('what was taken down', () => {
  const nameOf = (field: string, value: string) => (field === 'way' && value === 'visit' ? '走访' : value)
  const facts = () => page?.findAll('.fact').map((one) => [one.find('dt').text(), one.find('dd').text()])
  it.each<[string, unknown, string | undefined]>([
    ['a code', 'visit', '走访'], ['a code of tomorrow', 'drone', 'drone'], ['several codes', ['visit', 'drone'], '走访、drone'], ['yes', true, '是'], ['no', false, '否'], ['nought', 0, '0'],
    ['an hour', '09:30:00', '09:30'], ['an hour to the second', '09:30:05', '09:30:05'], ['an hour within a text', '于09:30:00到', '于09:30:00到'],
    ['nothing', null, undefined], ['an empty text', '', undefined], ['nobody asked', undefined, undefined], ['an empty list', [], undefined], ['a thing', { a: 1 }, undefined], ['a list of things', [{ a: 1 }], undefined],
  ])('%s', async (_, value, said) => {
    await open(FactsCard, { facts: { way: value }, short: ['way'], nameOf, labelOf: () => '方式' })
    expect(facts()).toEqual(said === undefined ? [] : [['方式', said]])
    expect(page?.text().includes('没有内容')).toBe(said === undefined)
  })
  it('names of other records come first, without those that are not known', async () => {
    await open(FactsCard, { facts: { way: 'visit' }, short: ['way'], nameOf, also: [{ key: 'phone', value: '东湖站' }, { key: 'name', value: null }, { key: 'home', value: undefined }] })
    expect(facts()?.map(([, value]) => value)).toEqual(['东湖站', '走访'])
    expect(facts()?.[0]?.[0]).toBe('联系电话')
  })
  it('a field without a word is called as it is written', async () => {
    await open(FactsCard, { facts: { field_of_tomorrow: 'x' }, short: ['field_of_tomorrow'], nameOf })
    expect(facts()).toEqual([['field_of_tomorrow', 'x']])
  })
  it('a long text is opened, by its signs and not by half a sign', async () => {
    await open(FactsCard, { facts: { facts: '𠮷'.repeat(401), request: '𠮷'.repeat(400) }, short: [], long: ['facts', 'request'], nameOf })
    expect(page?.findAll('p.wrapped').map((one) => one.text())).toEqual([`${'𠮷'.repeat(400)}…`, '𠮷'.repeat(400)])
    expect(page?.findAll('button')).toHaveLength(1)
    await page?.find('button').trigger('click')
    expect(page?.find('p.wrapped').text()).toBe('𠮷'.repeat(401))
  })
  it('a name in doubt is marked, of several one is enough', async () => {
    await open(FactsCard, { facts: { way: ['visit', 'drone'], other: 'x' }, short: ['way', 'other'], nameOf, doubtOf: (_: string, value: string) => value === 'drone' })
    expect(page?.findAll('.fact').map((one) => one.find('.tag').exists())).toEqual([true, false])
  })
})

describe('records that are linked', () => {
  const link = (noun: string, record: string, kind = 'raised', title = `题${record}`): LinkedRow => ({ kind, row: { record, noun, title, no: `号${record}` } as Row })
  const items = () => page?.findAll('li').map((one) => one.text()) ?? []
  it('none is no card', async () => {
    await open(LinksCard, { links: [] })
    expect(page?.find('section').exists()).toBe(false)
  })
  it.each(['party', 'station', 'person'])('%s stands elsewhere', async (noun) => {
    await open(LinksCard, { links: [link(noun, '1')] })
    expect(page?.find('section').exists()).toBe(false)
  })
  it('a record that is linked in two ways stands once', async () => {
    await open(LinksCard, { links: [link('visit', '1'), link('visit', '1', 'answers'), link('voice', '2')] })
    expect(items()).toEqual(['走访题1', '声音题2'])
    expect(page?.find('.aside').text()).toBe('2 件')
  })
  it('one without a title is named by its number, and only what has a room is a way', async () => {
    tellPlaces([{ key: 'visits', routes: [], opens: { visit: (record) => `/visits/${record}` } }])
    await open(LinksCard, { links: [link('visit', '1', 'raised', ''), link('clue', '2')] })
    expect(items()).toEqual(['走访号1', 'clue题2'])
    expect(page?.findAllComponents(RouterLinkStub).map((one) => one.props('to') as unknown)).toEqual(['/visits/1'])
  })
})

describe('what was handed in', () => {
  const material = (over: Partial<Material> = {}): Material => ({ name: '判决书', kept: 'paper', file: null, volume: '3', page: '12', n_copies: null, n_pages: null, original: null, ...over })
  it.each<[string, Partial<Material>, string]>([
    ['paper with its place', {}, '纸质存卷 · 卷号 3，第 12 页'], ['paper of no place', { volume: null, page: '' }, '纸质存卷 · 卷号 —，第 — 页'],
    ['copies and pages', { n_copies: 2, n_pages: 8 }, '纸质存卷 · 卷号 3，第 12 页 · 2 份 · 8 页'], ['no copies', { n_copies: 0, n_pages: 0 }, '纸质存卷 · 卷号 3，第 12 页'],
    ['an original', { original: true }, '纸质存卷 · 卷号 3，第 12 页 · 原件'], ['no original', { original: false }, '纸质存卷 · 卷号 3，第 12 页'],
    ['a file', { kept: 'file', file: 'ab', volume: null, page: null }, '电子文件'], ['a file that is not told', { kept: 'file', file: null }, '电子文件'],
  ])('%s', async (_, over, says) => {
    await open(MaterialsCard, { record: 'r1', materials: [material(over)] })
    expect(page?.find('li > p').text()).toBe(says)
    expect(page?.findAll('.file').length).toBe(over.file ? 1 : 0)
    expect(page?.text()).toContain('判决书')
  })
  it('none is said, and who may add is asked', async () => {
    await open(MaterialsCard, { record: 'r1', materials: [], adds: true })
    expect(page?.text()).toContain('没有材料')
    await press('添加材料')
    expect(page?.emitted('add')).toHaveLength(1)
  })
  it('who may not add is offered nothing', async () => {
    await open(MaterialsCard, { record: 'r1', materials: [material()] })
    expect(page?.findAll('button')).toHaveLength(0)
    expect(page?.find('.aside').text()).toBe('1 份')
  })
})

describe('what a duty to archive keeps', () => {
  const one = { field: 'phone', ground: 'withdrawn', duty: '检察诉讼档案保管期限三十年', until: '2056-08-31', ended: false, on: '2026-09-01', by_name: '王洁' }
  const row = (over: Partial<typeof one>) => ({ about: { record: 'p7', seen: ['h'] }, field: '联系电话 · 秦○○', one: { ...one, ...over } })
  const shows = (over: Partial<Omit<typeof one, 'until'>> & { until?: string | null } = {}, releases = true) => open(KeptCard, { rows: [row(over as Partial<typeof one>)], releases, today: '2026-09-10' })
  it.each<[string, Parameters<typeof shows>[0], string]>([
    ['until a day', {}, '检察诉讼档案保管期限三十年 · 留存至 2056-08-31'], ['for ever', { until: null }, '检察诉讼档案保管期限三十年 · 永久留存'], ['no longer', { ended: true }, '检察诉讼档案保管期限三十年 · 留存期已满，可申请删除'],
  ])('%s', async (_, over, says) => {
    await shows(over)
    for (const word of ['依法留存，停止使用', '联系电话 · 秦○○', '王洁 9-1 决定', says]) expect(page?.text()).toContain(word)
  })
  it('is released by whoever may, and by nobody else', async () => {
    await shows()
    await press('恢复使用 联系电话 · 秦○○')
    expect(page?.emitted('release')?.[0]).toEqual([row({})])
    leave(page)
    await shows({}, false)
    expect(page?.findAll('button')).toHaveLength(0)
  })
  it('nothing is no card', async () => {
    await open(KeptCard, { rows: [], releases: true, today: '2026-09-10' })
    expect(page?.text()).toBe('')
  })
})

describe('the people of a matter', () => {
  const step = (verb: string, may: boolean) => ({ verb, flow: '', may, why: null, level: null, person_act: false })
  const face = (party: Partial<FaceParty['party']> = {}, over: Partial<FaceParty> = {}): FaceParty => ({
    part: 'agent', seen: [], steps: [], kept: [], ...over, party: {
      record: 'p7', kind: 'person', unit_name: null, name: '徐**', sex: null, age: null, ethnic: null, id_kind: null, id_number: null, id_unverified: null, phone: null, home: null, address: null, work: null,
      company_code: null, company_unverified: null, contact: null, relation: null, authority: null, flags: [], redacted: [], ...party,
    },
  })
  const eyes = () => page?.findAll('.eye').map((one) => one.attributes('aria-label')) ?? []
  it.each([[true, '匿名'], [false, '没有登记当事人']])('nobody, anonymous %s', async (anonymous, says) => {
    await open(PeopleCard, { parties: [], anonymous })
    expect(page?.text()).toContain(says)
  })
  it.each<[string, Partial<FaceParty['party']>, string[], string[]]>([
    ['a name alone', {}, ['徐**', '代理人'], ['显示 姓名']],
    ['a name and numbers', { phone: '138****1234', id_number: '3310**********1234' }, ['138****1234', '3310**********1234'], ['显示 姓名', '显示 联系电话', '显示 证件号码']],
    ['a unit, which is no personal data', { unit_name: '东湖公司', name: null }, ['东湖公司'], []],
    ['nobody\'s name', { name: null }, ['匿名'], []],
    ['sex, age and work', { sex: 'female', age: 0, work: '教师' }, ['女 · 0 岁 · 教师'], ['显示 姓名']],
    ['a sex in doubt', { sex: 'unsaid' }, ['未说明', '待核'], ['显示 姓名']],
    ['how an agent acts', { relation: 'lawyer', authority: '授权委托书 7 号' }, ['律师 · 授权委托书 7 号'], ['显示 姓名']],
    ['what was deleted by law', { redacted: ['phone', 'home'] }, ['联系电话、户籍地 已依法删除'], ['显示 姓名']],
    ['a number nobody checked', { id_unverified: '口述' }, ['未核实', '口述'], ['显示 姓名']],
    ['a mark', { flags: ['minor', 'of_tomorrow'] }, ['未成年人', 'of_tomorrow'], ['显示 姓名']],
  ])('%s', async (_, party, says, offered) => {
    await open(PeopleCard, { parties: [face(party)] })
    for (const part of says) expect(page?.text()).toContain(part)
    expect(eyes()).toEqual(offered)
  })
  it.each([['amend_party', true, 1], ['amend_party', false, 0], ['unmask', true, 0]] as const)('%s, may %s, offers %i', async (verb, may, n) => {
    await open(PeopleCard, { parties: [face({}, { steps: [step(verb, may)] })] })
    expect(page?.findAll('.amend')).toHaveLength(n)
    if (n) await press('修改当事人 徐**')
    expect(page?.emitted('amend')?.length ?? 0).toBe(n)
  })
  it('only who holds something personal can have it deleted', async () => {
    await open(PeopleCard, { parties: [face(), face({ record: 'p8', name: null, redacted: ['name'] })], erases: true })
    expect(page?.findAll('.amend').map((one) => one.attributes('aria-label'))).toEqual(['申请删除个人信息 徐**'])
  })
  it('is uncovered for a purpose, one field at a time', async () => {
    const desk = await open(PeopleCard, { parties: [face({ phone: '138****1234' })] }, { unmask: () => ({ values: { phone: '13857641234' } }) })
    await press('显示 联系电话')
    expect(desk.names()).not.toContain('unmask')
    dialog().querySelector<HTMLInputElement>('input[value="contact"]')?.click()
    await flushPromises()
    await press('显示', dialog())
    expect(desk.inputOf('unmask')).toEqual({ record: 'p7', fields: ['phone'], purpose: 'contact' })
    expect(page?.text()).toContain('13857641234')
    expect(page?.text()).toContain('徐**')
  })
  it('what the desk refuses stays covered, and is said', async () => {
    await open(PeopleCard, { parties: [face()] }, { unmask: () => { throw new Fault('busy') } })
    await press('显示 姓名')
    dialog().querySelector<HTMLInputElement>('input[value="contact"]')?.click()
    await flushPromises()
    await press('显示', dialog())
    expect(dialog().textContent).toContain('本机数据正忙')
    expect(page?.text()).toContain('徐**')
  })
})

describe('how to reach somebody', () => {
  it('without a number it is said', async () => {
    await open(PhoneCard, { record: 'p1', phone: null })
    expect(page?.text()).toContain('没有登记电话')
    expect(page?.find('.eye').exists()).toBe(false)
  })
  it('a field that is empty behind its mask is told as none', async () => {
    await open(PhoneCard, { record: 'p1', phone: '139****0000' }, { unmask: () => ({ values: {} }) })
    await press('显示 联系电话')
    dialog().querySelector<HTMLInputElement>('input[value="contact"]')?.click()
    await flushPromises()
    await press('显示', dialog())
    expect(page?.find('.value').text()).toBe('—')
  })
})
