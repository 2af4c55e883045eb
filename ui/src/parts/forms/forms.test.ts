import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import TextField from '../fields/TextField.vue'
import DraftNote from './DraftNote.vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { type Leave, useLeave, useLeavePage } from './form'
import FormShell from './FormShell.vue'

describe('FormShell', () => {
  const show = (more: Record<string, unknown> = {}) => mount(FormShell, { props: { label: '登记诉求', ...more }, slots: { default: () => h(TextField) }, attachTo: document.body })

  it.each<[string, KeyboardEventInit, number]>([
    ['Enter alone', {}, 0],
    ['Ctrl+Enter', { ctrlKey: true }, 1],
    ['Meta+Enter', { metaKey: true }, 1],
  ])('%s', async (_, more, times) => {
    const form = show()
    // Of an event in the very millisecond in which a listener was attached Vue believes that it is older.
    await new Promise((later) => { setTimeout(later, 2) })
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more })
    form.find('input').element.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
    expect(form.emitted('submit') ?? []).toHaveLength(times)
    form.unmount()
  })

  it('does not send twice while it is on its way', () => {
    const form = show({ busy: true })
    form.find('input').element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
    expect(form.emitted('submit')).toBeUndefined()
    form.unmount()
  })

  it('Enter in a long text stays a new line', () => {
    const form = mount(FormShell, { props: { label: 'x' }, slots: { default: '<textarea></textarea>' } })
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
    form.find('textarea').element.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
  })

  it('says how many fields are not right, and what failed', async () => {
    const form = show({ wrong: 2 })
    expect(form.find('[role="alert"]').text()).toBe('有 2 处需要核对')
    await form.setProps({ trouble: { text: '磁盘已满', way: '请腾出空间' } })
    expect(form.find('[role="alert"]').text()).toContain('请腾出空间')
    form.unmount()
  })
})

describe('what no field is to blame for', () => {
  it.each<[string, string, boolean]>([['is brought into sight', '', true], ['waits while a field is wrong: that one gets the caret', 'true', false]])('%s', async (_, invalid, scrolls) => {
    const into = vi.spyOn(Element.prototype, 'scrollIntoView')
    const form = mount(FormShell, { props: { label: 'x' }, slots: { default: () => h('input', { 'aria-invalid': invalid || undefined }) }, attachTo: document.body })
    await form.setProps({ trouble: { text: '须封存办理' } })
    await flushPromises()
    expect(into).toHaveBeenCalledTimes(scrolls ? 1 : 0)
    expect(document.activeElement === form.find('input').element).toBe(!scrolls)
    form.unmount()
  })
})

describe('the caret', () => {
  const wrongField = (name: string) => h('div', { 'data-invalid': true }, [h('div', { role: 'radiogroup', 'aria-invalid': true }, [h('input', { name })])])
  async function refusedForm(fields: ReturnType<typeof h>[]) {
    const form = mount(FormShell, { props: { label: 'x', wrong: 0 }, slots: { default: () => fields }, attachTo: document.body })
    await form.setProps({ wrong: 2 })
    await flushPromises()
    return { form, at: () => (document.activeElement as HTMLInputElement).name }
  }
  it('goes to the first choice of a group that is not right', async () => {
    const { form, at } = await refusedForm([wrongField('nature'), wrongField('reason')])
    expect(at()).toBe('nature')
    form.unmount()
  })
  it('stays where somebody puts one of several fields right', async () => {
    const { form, at } = await refusedForm([wrongField('name'), wrongField('password')])
    form.find<HTMLInputElement>('[name="password"]').element.focus()
    for (const wrong of [1, 3]) {
      void form.find('[name="password"]').trigger('input')
      await form.setProps({ wrong })
      await flushPromises()
      expect(at()).toBe('password')
    }
    form.unmount()
  })
  it('stays where something is picked from a list that lies elsewhere in the window', async () => {
    const { form, at } = await refusedForm([wrongField('name'), h('input', { name: 'station', role: 'combobox' })])
    const list = document.body.appendChild(document.createElement('div'))
    list.setAttribute('role', 'listbox')
    form.find<HTMLInputElement>('[name="station"]').element.focus()
    const picks = [() => list.click(), () => void form.find('[name="station"]').trigger('keydown', { key: 'Enter' })]
    for (const [n, pick] of picks.entries()) {
      pick()
      await form.setProps({ wrong: 3 + n })
      await flushPromises()
      expect(at()).toBe('station')
      await new Promise((done) => { setTimeout(done) })
    }
    list.remove()
    form.unmount()
  })
  it('goes to what is still not right when it is submitted again', async () => {
    const { form, at } = await refusedForm([wrongField('name'), h('input', { name: 'password' })])
    form.find<HTMLInputElement>('[name="password"]').element.focus()
    await form.setProps({ wrong: 1 })
    await flushPromises()
    expect(at()).toBe('name')
    form.unmount()
  })
})

describe('leaving a changed form', () => {
  function make(dirty: boolean) {
    const calls: string[] = []
    let leave!: Leave
    const page = mount(defineComponent(() => {
      leave = useLeave({ dirty: () => dirty, keep: () => { calls.push('keep'); return Promise.resolve() }, drop: () => { calls.push('drop'); return Promise.resolve() } })
      return () => null
    }))
    return { calls, leave, page }
  }

  it('an unchanged one closes at once', () => {
    const go = vi.fn()
    make(false).leave.ask(go)
    expect(go).toHaveBeenCalledTimes(1)
  })

  it.each(['keep', 'discard'] as const)('a changed one asks first: %s', async (choice) => {
    const go = vi.fn()
    const { calls, leave } = make(true)
    leave.ask(go)
    expect([leave.asking.value, go.mock.calls.length]).toEqual([true, 0])
    await leave[choice]()
    await flushPromises()
    expect(calls).toEqual([choice === 'keep' ? 'keep' : 'drop'])
    expect([leave.asking.value, go.mock.calls.length]).toEqual([false, 1])
  })

  it('closing the window of a changed one asks, and writes meanwhile', () => {
    const { calls, page } = make(true)
    const event = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(event)
    expect([event.defaultPrevented, calls]).toEqual([true, ['keep']])
    page.unmount()
    window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect(calls).toEqual(['keep'])
  })
})

describe('leaving the page of a changed form', () => {
  async function standing(keep: () => Promise<unknown> = () => Promise.resolve(true)) {
    let leave!: Leave
    let dirty = true
    const router = createRouter({ history: createMemoryHistory(), routes: [
      { path: '/form', component: defineComponent(() => { leave = useLeavePage({ dirty: () => dirty, keep }); return () => 'form' }) }, { path: '/list', component: { template: 'list' } }, { path: '/other', component: { template: 'other' } },
    ] })
    await router.push('/list')
    await router.push('/form')
    const page = mount(RouterView, { global: { plugins: [router] } })
    await flushPromises()
    return { leave: () => leave, router, page, clean: () => { dirty = false }, at: () => router.currentRoute.value.path }
  }
  it('waits for the answer', async () => {
    const { leave, router, at } = await standing()
    void router.push('/list')
    await flushPromises()
    expect([at(), leave().asking.value]).toEqual(['/form', true])
    await leave().keep()
    await flushPromises()
    expect(at()).toBe('/list')
  })
  // The way back was never answered: after 继续填写 the address was another page's, and the next way hung behind it.
  it('who stays, stays, and the way there is given up', async () => {
    const { leave, router, at } = await standing()
    const gone = router.push('/list')
    await flushPromises()
    leave().asking.value = false
    expect(await gone, 'the way there failed').toBeInstanceOf(Error)
    expect(at()).toBe('/form')
  })
  it('who stays may go later, elsewhere', async () => {
    const { leave, router, at, clean } = await standing()
    void router.push('/list')
    await flushPromises()
    leave().asking.value = false
    await flushPromises()
    clean()
    await router.push('/other')
    expect(at()).toBe('/other')
  })
  it('stays where what was typed could not be kept', async () => {
    const { leave, router, at } = await standing(() => Promise.resolve(false))
    const gone = router.push('/list')
    await flushPromises()
    await leave().keep()
    expect(await gone).toBeInstanceOf(Error)
    expect([at(), leave().asking.value]).toEqual(['/form', false])
  })
  it('that was thrown away goes though it could not be kept', async () => {
    const { leave, router, at } = await standing(() => Promise.resolve(false))
    void router.push('/list')
    await flushPromises()
    await leave().discard()
    await flushPromises()
    expect(at()).toBe('/list')
  })
})

describe('DraftNote', () => {
  it.each([
    [{ pending: false, failed: false }, '草稿自动保存'],
    [{ pending: true, failed: false, savedAt: 1 }, '正在保存草稿'],
    [{ pending: false, failed: true, savedAt: 1 }, '草稿没有存上，请勿关闭窗口'],
  ])('%j', (draft, text) => { expect(mount(DraftNote, { props: { draft } }).text()).toBe(text) })
})
