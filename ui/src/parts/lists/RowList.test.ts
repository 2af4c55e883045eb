import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { listenToKeys, singleKeysOn } from '../shell/keys'
import RowList from './RowList.vue'
import type { ListState } from './list'

interface One { id: string, title: string }
const rows: One[] = [{ id: '1', title: '甲' }, { id: '2', title: '乙' }, { id: '3', title: '丙' }]
const ready: ListState<One> = { rows, count: 3, phase: 'ready', busy: false, first: 0, hasNext: false, hasPrev: false }
const filters = [{ kind: 'switch' as const, key: 'late', label: '只看超期' }]

describe('RowList', () => {
  let router: Router
  let list: VueWrapper
  let off: () => void

  function show(state: Partial<ListState<One>> = {}, more: Record<string, unknown> = {}) {
    list = mount(RowList, {
      props: {
        label: '诉求', columns: [{ key: 'title', title: '事项', text: (row: One) => row.title }, { key: 'more', title: '其他', width: 5 }],
        list: { ...ready, ...state }, rowKey: (row: One) => row.id, to: (row: One) => `/appeals/${row.id}`, filters, ...more,
      } as never,
      global: { plugins: [router] }, attachTo: document.body,
    })
    return list
  }
  const press = async (key: string, target: EventTarget = document.body) => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    await nextTick()
  }
  const at = () => document.activeElement?.textContent

  beforeEach(() => {
    router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { template: '<i />' } }] })
    off = listenToKeys(window)
    singleKeysOn.value = true
  })
  afterEach(() => { off(); list.unmount() })

  it('J and K walk the rows; at the end they stay', async () => {
    show()
    await press('j')
    expect(at()).toBe('甲')
    await press('j')
    await press('j')
    await press('j')
    expect(at()).toBe('丙')
    await press('k')
    expect(at()).toBe('乙')
  })

  it('the row is a link, so that Enter and a middle click do what links do', () => {
    show()
    expect(list.findAll('a[data-row-link]').map((link) => link.attributes('href'))).toEqual(['/appeals/1', '/appeals/2', '/appeals/3'])
  })

  it('a click anywhere in the row follows its link', async () => {
    show()
    await nextTick()
    await list.findAll('tbody td')[1]!.trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/appeals/1')
  })

  it('letters that are switched off do nothing', async () => {
    show()
    singleKeysOn.value = false
    await press('j')
    expect(at()).not.toBe('甲')
  })

  it('letters typed into a field stay there', async () => {
    show()
    const input = document.body.appendChild(document.createElement('input'))
    input.focus()
    await press('j', input)
    expect(document.activeElement).toBe(input)
    input.remove()
  })

  it('J on the last row turns the page', async () => {
    show({ hasNext: true })
    for (let n = 0; n < 4; n += 1) await press('j')
    expect(list.emitted('next')).toHaveLength(1)
  })

  it('the count is the exact count, and says so while it is counted', async () => {
    show({ count: 1234, hasNext: true })
    expect(list.find('[role="status"]').text()).toBe('第 1–3 条，共 1234 条')
    await list.setProps({ list: { ...ready, count: null, hasNext: true } } as never)
    expect(list.find('[role="status"]').text()).toBe('第 1–3 条，正在计数')
  })

  it('waiting keeps the layout: head, filters, ten grey lines', () => {
    show({ rows: [], count: null, phase: 'loading', busy: true })
    expect(list.findAll('thead th')).toHaveLength(2)
    expect(list.findAll('tbody tr')).toHaveLength(10)
    expect(list.find('.pager').text()).toBe('正在计数')
    expect(list.find('[role="search"]').exists()).toBe(true)
  })

  it('empty says why: no record, or none under these filters with a way to clear them', async () => {
    show({ rows: [], count: 0 })
    expect(list.text()).toContain('没有记录')
    await list.setProps({ values: { late: true } } as never)
    expect(list.text()).toContain('没有符合筛选条件的记录')
    await list.findAll('button').find((one) => one.text() === '清除筛选')!.trigger('click')
    expect(list.emitted('update:values')).toEqual([[{}]])
  })

  it('a failure says what happened and offers to try again', async () => {
    show({ rows: [], phase: 'failed', trouble: { text: '本机数据正忙', way: '请稍候再试。' } })
    expect(list.find('[role="alert"]').text()).toContain('本机数据正忙')
    await list.findAll('button').find((one) => one.text() === '重试')!.trigger('click')
    expect(list.emitted('retry')).toHaveLength(1)
  })

  it('a very long title stays in its cell and is readable in full', () => {
    const title = '长'.repeat(5000)
    show({ rows: [{ id: '9', title }] })
    expect(list.find('tbody td').attributes('title')).toBe(title)
  })

  it('groups have a heading where they begin', () => {
    show({}, { groupOf: (row: One) => (row.id === '3' ? '今天' : '超期') })
    expect(list.findAll('tr.heading').map((one) => one.text())).toEqual(['超期', '今天'])
  })
})
