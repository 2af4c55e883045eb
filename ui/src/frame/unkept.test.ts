// A form that stands on its page and has no draft: what a lock would take away is counted, and no way out takes it unasked.
import { flushPromises, mount, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { type Component, defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import ExportSteps from '@/bundle/ExportSteps.vue'
import { bundleOf, labelOf, MADE, otherOf, outcome } from '@/bundle/test/bundles'
import { connected } from '@/hub/test/hubs'
import { unkeptForms } from '@/parts/forms/form'
import SetStep from '@/rooms/exchange/hub/SetStep.vue'
import PreviewBundle from '@/rooms/exchange/take/PreviewBundle.vue'
import DeskPlaceCard from '@/rooms/settings/backup/DeskPlaceCard.vue'
import SetBackup from '@/rooms/settings/backup/SetBackup.vue'
import ChangePassword from '@/rooms/settings/ChangePassword.vue'
import { type Answers, atDesk, leave, personOf, press } from '@/test-desk'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const preview = { from: labelOf(), number: 7, made_ms: MADE, note: '', n_new: 0, n_known: 0, n_waits: 0, n_held: 0, begun: {}, changed: {}, conflicts: [], n_files: 0, n_receipts: 0, taken: false }
const backups = { dir: '/mnt/a', every_hours: 24, due: false, unreachable: false, copies: [] }

async function open(form: Component, props: Record<string, unknown> = {}, answers: Answers = {}) {
  atDesk(personOf('registrar'), { desk_place: () => ({ dir: '/home/a/desk', n_bytes: 1, fixed: false }), preview_bundle: () => preview, ...answers })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/form', component: defineComponent(() => () => h(form, props)) }, { path: '/list', component: { template: 'list' } }] })
  await router.push('/form')
  page = mount(RouterView, { attachTo: document.body, global: { plugins: [router], stubs: { RouterLink: RouterLinkStub } } })
  await flushPromises()
  return { router, at: () => router.currentRoute.value.path }
}
const type = async (n: number, text: string) => { await page?.findAll('input:not([type="radio"]):not([type="checkbox"])')[n]?.setValue(text) }

const FORMS: [string, Component, Record<string, unknown>, [number, string]][] = [
  ['a password that is changed', ChangePassword, {}, [1, '海门潮水退去2026']], ['the folder of the copies', SetBackup, { backups }, [0, '/mnt/b']], ['the folder of the desk', DeskPlaceCard, {}, [0, '/mnt/b']],
  ['where the hub is', SetStep, { view: connected() }, [0, 'hub2.tz']], ['the medium of what comes in', PreviewBundle, { dir: '/mnt/u', bundle: bundleOf() }, [1, '张局']],
  ['the medium of what goes out', ExportSteps, { others: [otherOf()], to: 'd-dachen' }, [1, 'U-031']],
]
describe.each(FORMS)('%s', (_, form, props, [n, text]) => {
  it('is counted among what a lock takes away', async () => {
    await open(form, props)
    expect(unkeptForms()).toBe(0)
    await type(n, text)
    expect(unkeptForms()).toBe(1)
    leave(page)
    page = undefined
    expect(unkeptForms()).toBe(0)
  })
  it('is not left unasked, and stays where the person stays', async () => {
    const { router, at } = await open(form, props)
    await type(n, text)
    void router.push('/list')
    await flushPromises()
    expect(document.body.textContent).toContain('还没有办完')
    await press('继续填写')
    expect(at()).toBe('/form')
    expect(page?.findAll<HTMLInputElement>('input').some(({ element }) => element.value === text)).toBe(true)
    void router.push('/list')
    await flushPromises()
    await press('放弃填写')
    await flushPromises()
    expect(at()).toBe('/list')
  })
  it('unchanged, asks nothing', async () => {
    const { router, at } = await open(form, props)
    await router.push('/list')
    expect(at()).toBe('/list')
  })
})

describe('its own way back', () => {
  it.each<[string, Component, Record<string, unknown>, [number, string], string, string]>([
    ['to the step before', SetStep, { view: connected() }, [0, 'hub2.tz'], 'onBack', '上一步'], ['to another bundle', PreviewBundle, { dir: '/mnt/u', bundle: bundleOf() }, [1, '张局'], 'onOther', '换一个'],
  ])('%s asks too', async (...[, form, props, [n, text], goes, back]) => {
    let gone = 0
    await open(form, { ...props, [goes]: () => { gone += 1 } })
    await type(n, text)
    await press(back)
    expect(gone).toBe(0)
    await press('放弃填写')
    expect(gone).toBe(1)
  })
})

it('a bundle that was written leaves nothing to ask about', async () => {
  const { router, at } = await open(ExportSteps, { others: [otherOf()], to: 'd-dachen' }, { export_bundle: () => outcome({ n_entries: 1, n_bytes: 1, files: ['a'], number: 7, enrolment: false }).value, export_progress: () => ({ running: null }) })
  await type(0, '/mnt/u')
  await type(1, 'U-031')
  await page?.find('form').trigger('submit')
  await flushPromises()
  expect(page?.text()).toContain('第 7 号')
  expect(unkeptForms()).toBe(0)
  await press('再导出一份')
  expect(unkeptForms()).toBe(0)
  await router.push('/list')
  expect(at()).toBe('/list')
})
