// The page of the log: further lines that cannot be read take away none that were.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, press, standing } from '@/test-desk'
import LogPage from './LogPage.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const line = (entry: string, by_name: string) => ({ entry, at_ms: 1, by_name, act: 'sign_in', no: null, what: {}, said: '' })
const names = () => page?.findAll('tbody tr').map((row) => row.findAll('td')[1]?.text()) ?? []

describe('further lines of the log', () => {
  it('that cannot be read leave the others standing, and are asked for again from there', async () => {
    let broken = true
    const desk = atDesk(personOf('audit_admin'), { list_log: ({ before }: { before?: number }) => {
      if (before === undefined) return { lines: [line('a', '周敏')], next: 7 }
      if (broken) throw new Fault('busy')
      return { lines: [line('b', '王洁')], next: null }
    } })
    page = await standing(LogPage)
    await press('更早的记录')
    expect(names()).toEqual(['周敏'])
    expect(page.find('[role="alert"]').text()).toContain('本机数据正忙')
    broken = false
    await press('重试')
    expect(names()).toEqual(['周敏', '王洁'])
    expect(desk.inputOf('list_log')).toEqual({ before: 7 })
    expect(page.find('[role="alert"]').exists()).toBe(false)
  })
  it('a refusal of what is asked no more is not told of what is', async () => {
    let fail: (fault: Fault) => void = () => undefined
    atDesk(personOf('audit_admin'), { list_log: ({ act }: { act?: string }) => (act ? { lines: [line('c', '陈刚')], next: null } : new Promise((_, reject) => { fail = reject })) })
    page = await standing(LogPage)
    page.findComponent({ name: 'SelectField' }).vm.$emit('update:modelValue', 'unmask')
    await flushPromises()
    fail(new Fault('busy'))
    await flushPromises()
    expect(page.find('[role="alert"]').exists()).toBe(false)
    expect(names()).toEqual(['陈刚'])
  })
})

describe('the log on paper', () => {
  it('goes out as it is narrowed', async () => {
    const saved: string[] = []
    const saveFile = (name: string) => { saved.push(name); return Promise.resolve() }
    const file = { name: '查阅与操作日志.xlsx', mime: 'application/vnd.ms-excel', bytes_base64: 'UEs=', count: 1 }
    const desk = atDesk(personOf('audit_admin'), { list_log: () => ({ lines: [{ ...line('a', '周敏'), said: '查看：姓名' }], next: null }), export_log: () => file }, { saveFile })
    page = await standing(LogPage)
    expect(page.find('tbody').text()).toContain('查看：姓名')
    await press('导出日志')
    expect(desk.inputOf('export_log')).toEqual({})
    page.findComponent({ name: 'SelectField' }).vm.$emit('update:modelValue', 'unmask')
    await flushPromises()
    await press('导出日志')
    expect([desk.inputOf('export_log'), saved]).toEqual([{ act: 'unmask' }, ['查阅与操作日志.xlsx', '查阅与操作日志.xlsx']])
  })
})
