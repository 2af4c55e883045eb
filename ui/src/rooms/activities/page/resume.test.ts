// What an opinion becomes is typed at length: it is kept as a draft, and goes on at the same opinion.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { client } from '@/host/client'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf } from '@/test-desk'
import ActivityPage from './ActivityPage.vue'

const opened = vi.fn()
const opinion = (n: number) => ({ n, text: `第${n}条`, deputy: null, speaker: null, becomes: 'appeal', reason: null })
const view = { record: 'x1', seen: ['h1'], state: 'held', steps: [], timeline: [], clocks: [], links: [], facts: { topic: '座谈', held_on: '2026-09-20' }, hearing: null, notices: [], opinions: [opinion(1), opinion(2)], became: [] }
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; opened.mockClear() })

async function resume(verb: string, on: string) {
  atDesk(personOf('prosecutor'), { open_activity: () => view })
  const stub = { name: 'RecordPage', emits: ['resume'], setup: (_: unknown, { expose }: { expose: (all: object) => void }) => { expose({ open: opened }); return () => null } }
  page = mount(ActivityPage, { props: { record: 'x1' }, global: { plugins: [[VueQueryPlugin, { queryClient: client }]] as never, stubs: { RecordPage: stub } } })
  await flushPromises()
  page.findComponent({ name: 'RecordPage' }).vm.$emit('resume', verb, { id: 'd1', values: { appeal: { title: '路灯' } }, on })
}

it.each([['2', 'appeal', false], ['1 linked', 'became', true]])('at %s', async (on, key) => {
  await resume('settle_opinion', on)
  const [[form]] = opened.mock.calls as [[{ on: string, also: object, kept: object, form: { fields: { key: string }[] } }]]
  expect([form.on, form.also, form.form.fields[0]?.key, form.kept]).toEqual([on, { n: Number(on[0]) }, key, { id: 'd1', values: { appeal: { title: '路灯' } }, on }])
})
it.each([['settle_opinion', '7'], ['hold_activity', '1']])('%s at %s, which is not there, says so', async (verb, on) => {
  await resume(verb, on)
  expect(opened).not.toHaveBeenCalled()
  expect(toasts.map(({ text }) => text).join()).toContain('草稿针对的内容已不在')
})
