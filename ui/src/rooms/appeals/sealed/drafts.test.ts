// What was begun on a sealed matter goes on there, and the list of drafts tells of it no more than its number.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { lockDesk } from '@/host/desk'
import { atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import { room } from '..'
import SealedPage from './SealedPage.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ query: {} }) }))

const step = { verb: 'note_progress', flow: 'main', may: true, why: null, level: null, person_act: false }
const matter = {
  record: 'm1', seen: ['h1'], no: 'A-001', state: 'handling', stage: 'handle', steps: [step], timeline: [], clocks: [], links: [], parties: [], notes: [], events: [], waiting: [], recorded: [], candidate: null,
  facts: { title: '举报村主任', anonymous: false, materials: [], flags: [] }, reason: 'report', stub: 's1', proposed: null, hand_over: null, handed_in: null, must_seal: null, marks: [],
}
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

it('a step is kept as one on a sealed matter, without what it is about', async () => {
  const desk = atDesk(personOf('prosecutor'), { open_sealed: () => matter, save_draft: () => ({ id: 'd1', saved_ms: 1 }), sign_out: () => ({}) })
  page = await standing(SealedPage, { record: 'm1' })
  await press('登记办理情况')
  const area = dialog().querySelector('textarea') as HTMLTextAreaElement
  area.value = '已到现场'
  area.dispatchEvent(new Event('input'))
  await flushPromises()
  await lockDesk('周敏')
  const saved = desk.inputOf('save_draft')
  expect(saved).toMatchObject({ noun: 'sealed_step', body: { title: '登记办理情况 · A-001', record: 'm1', verb: 'note_progress' } })
  expect(JSON.stringify(saved)).not.toContain('村主任')
}, 30_000)
it('leads back to its own page, which the address of an appeal does not open', async () => {
  const router = createRouter({ history: createMemoryHistory(), routes: room.routes })
  const resumes = router.resolve(room.drafts?.sealed_step?.('d1') ?? '')
  expect([resumes.name, resumes.query, resumes.matched[0]?.props]).toEqual(['resume_sealed_step', { draft: 'd1' }, { default: { base: '/appeals/sealed' } }])
  expect(router.resolve('/appeals/sealed/m1?draft=d1').name).toBe('sealed_matter')
})
