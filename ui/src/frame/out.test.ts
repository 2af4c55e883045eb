// Signing out asks before it takes along what no draft holds. It went without a word.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { useDraft } from '@/host/draft'
import { Fault } from '@/host/fault'
import { useLeave } from '@/parts/forms/form'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import SignOut from './SignOut.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

async function ask(typed: 'in a draft' | 'beside a draft' | 'nothing', answers: Answers = {}) {
  const desk = atDesk(personOf('liaison'), { save_draft: () => ({ id: 'd1', saved_ms: 1 }), sign_out: () => ({}), ...answers })
  const out = ref<InstanceType<typeof SignOut>>()
  const text = ref('')
  page = await standing(defineComponent(() => {
    if (typed === 'in a draft') useDraft({ noun: 'appeal', body: () => text.value })
    if (typed === 'beside a draft') useLeave({ dirty: () => true })
    return () => h(SignOut, { ref: out })
  }))
  text.value = '三山渔港'
  await flushPromises()
  out.value?.ask()
  await flushPromises()
  return desk
}

it.each(['in a draft', 'nothing'] as const)('%s: it is done at once', async (typed) => {
  const desk = await ask(typed)
  expect(dialog).toThrow()
  expect(desk.names()).toContain('sign_out')
})
it.each<['in a draft' | 'beside a draft', Answers]>([['beside a draft', {}], ['in a draft', { save_draft: () => { throw new Fault('disk_full') } }]])('what is typed %s that cannot be kept is asked about first', async (typed, answers) => {
  const desk = await ask(typed, answers)
  expect(dialog().textContent).toContain('有 1 项正在填写的内容未能存为草稿')
  expect(desk.names()).not.toContain('sign_out')
  await press('退出登录', dialog())
  expect(desk.names()).toContain('sign_out')
})
it('a desk that does not let go says so', async () => {
  await ask('nothing', { sign_out: () => { throw new Fault('busy') } })
  expect(toasts.map(({ text }) => text).join()).toContain('本机数据正忙')
})
