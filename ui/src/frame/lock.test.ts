// Before the desk locks by itself it says what would be lost, and afterwards what was.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { lockDesk, lockedFor, lockedOver } from '@/host/desk'
import { Fault } from '@/host/fault'
import { useDraft } from '@/host/draft'
import { unkeptForms } from '@/parts/forms/form'
import LockScreen from '@/rooms/desk/LockScreen.vue'
import ResetPassword from '@/rooms/settings/accounts/ResetPassword.vue'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import LockNear from './LockNear.vue'

let pages: VueWrapper[] = []
beforeEach(() => { pages = [] })
afterEach(() => { leave(...pages); lockedFor.value = undefined; lockedOver.value = { kept: 0, lost: 0 } })
const shown = async (...[page, props]: Parameters<typeof standing>) => { const one = await standing(page, props); pages.push(one); return one }
const notice = () => document.querySelector('.near')?.textContent ?? ''

async function password(text: string) {
  await shown(ResetPassword, { modelValue: false, row: { account: 'd', name: '王洁' } }).then((one) => one.setProps({ modelValue: true }))
  await flushPromises()
  const field = dialog().querySelector('input') as HTMLInputElement
  field.value = text
  field.dispatchEvent(new Event('input'))
  await flushPromises()
}

describe('before the desk locks', () => {
  beforeEach(() => { atDesk(personOf('registrar'), {}) })
  it('a password, which no draft may hold, is said to be lost, over the dialog it stands in', async () => {
    const near = await shown(LockNear, { left: undefined })
    await password('海门潮水退去2026')
    expect(notice()).toBe('')
    await near.setProps({ left: 42 })
    expect(notice()).toContain('1 项')
    expect(notice()).toContain('42 秒')
    expect(document.querySelector('.near [role="alert"]')?.textContent).not.toContain('42')
    await near.setProps({ left: undefined })
    expect(notice()).toBe('')
  })
  it.each([['no form open', undefined], ['nothing typed', '']])('%s: nothing is said', async (_, text) => {
    const near = await shown(LockNear, { left: undefined })
    if (text !== undefined) await password(text)
    await near.setProps({ left: 30 })
    expect(notice()).toBe('')
  })
  it('a form that was closed is counted no more', async () => {
    await password('海门潮水退去2026')
    expect(unkeptForms()).toBe(1)
    await press('取消', dialog())
    await press('放弃填写')
    expect(unkeptForms()).toBe(0)
    pages.splice(0).forEach((one) => one.unmount())
    expect(unkeptForms()).toBe(0)
  })
})

describe('the locked screen', () => {
  const form = (worth: boolean) => defineComponent(() => { const text = ref('三山'); const draft = useDraft({ noun: 'appeal', body: () => ({ text: text.value }), worthKeeping: () => worth }); text.value = '三山渔港'; return () => h('i', draft.id.value) })
  async function locked(worth: boolean | undefined, unkept: number, answers: Answers = {}) {
    atDesk(personOf('liaison'), { save_draft: () => ({ id: 'd1', saved_ms: 1 }), sign_out: () => ({}), ...answers })
    if (worth !== undefined) await shown(form(worth))
    await lockDesk('周敏', unkept)
    return (await shown(LockScreen, { name: '周敏' })).find('.lead').text()
  }
  it.each<[string, boolean | undefined, number, Answers, boolean, string]>([
    ['nothing was being typed', undefined, 0, {}, false, ''], ['nothing worth keeping', false, 0, {}, false, ''], ['a draft was written', true, 0, {}, true, ''], ['a draft and a password', true, 1, {}, true, '1 项'],
    ['the disk took nothing', true, 1, { save_draft: () => { throw new Fault('disk_full') } }, false, '2 项'],
  ])('%s', async (...[, worth, unkept, answers, kept, lost]) => {
    const says = await locked(worth, unkept, answers)
    expect(says).toContain('周敏，请输入口令继续。')
    expect(says.includes('已存为草稿')).toBe(kept)
    expect(says.includes('未能存为草稿')).toBe(lost !== '')
    expect(says).toContain(lost)
  })
  it('blames the password alone: no name was asked for', async () => {
    atDesk(personOf('liaison'), { sign_in: () => { throw new Fault('wrong_password', { wait_s: 0 }) } })
    const screen = await shown(LockScreen, { name: '周敏' })
    await screen.find('[autocomplete="current-password"]').setValue('nope')
    await screen.find('form').trigger('submit')
    await flushPromises()
    expect(screen.find('[role="alert"]').text()).toBe('口令不对，请重输')
  })
})
