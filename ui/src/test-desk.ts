// A desk for tests of pages: answers by the name of the call, what was asked and in which order, and a page standing in the document.
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { type Component, ref } from 'vue'
import { matchedRouteKey } from 'vue-router'
import { useCarrier } from '@/host'
import type { DeskStateView, PersonView } from '@/host/calls.gen'
import type { Carrier } from '@/host/carriers/carrier'
import { client } from '@/host/client'
import { toasts } from '@/parts/shell/toast'
import { partWordsKey } from '@/parts/words'
import { words } from '@/words'

export const TODAY = '2026-09-24'

export const personOf = (...roles: PersonView['roles']): PersonView => ({
  record: 'p1', account: 'a1', name: 'Zhou Min', login: null, department: 'Petitions', roles, level: null, stations: [], whole_office: true,
})

export const deskOf = (person: PersonView | null): DeskStateView => ({
  state: person ? 'open' : 'locked', version: '0.1.0', demo: false, today: TODAY, office: { code: '331002', name: 'Jiaojiang' }, person, sheet_confirmed: true, closing: false, demo_people: [],
})

export type Answers = Record<string, (input: never) => unknown>
export interface TestDesk { asked: [string, unknown][], names: () => string[], inputOf: (name: string) => unknown }

export function atDesk(person: PersonView | null, answers: Answers, more: Partial<Carrier> = {}): TestDesk {
  const asked: [string, unknown][] = []
  client.clear()
  toasts.splice(0)
  const all: Answers = { desk_state: () => deskOf(person), codes: () => [], offices: () => [], export_progress: () => ({ running: null }), work_progress: () => ({ running: null }), list_conflicts: () => [], record_files: () => [], record_travel: () => ({ alone: true, n: 1, hub: null, desks: [], from: [] }), ...answers }
  useCarrier({
    kind: 'loopback', saveFile: () => Promise.resolve(), ...more,
    send: (name, input) => {
      asked.push([name, input])
      return Promise.resolve().then(() => {
        const answer = all[name]
        if (!answer) throw new Error(`nobody answers ${name}`)
        return answer(input as never)
      })
    },
  })
  return { asked, names: () => asked.map(([name]) => name), inputOf: (name) => asked.filter(([one]) => one === name).pop()?.[1] }
}

/** The page stands in a route, as any does: what asks before it is left is heard by nobody here. */
const ROUTE = ref({ leaveGuards: new Set() })

export async function standing(page: Component, props: Record<string, unknown> = {}): Promise<VueWrapper> {
  const plugins = [[VueQueryPlugin, { queryClient: client }]] as never
  const wrapper = mount(page, { props, attachTo: document.body, global: { plugins, stubs: { RouterLink: RouterLinkStub }, provide: { [partWordsKey as symbol]: words.parts, [matchedRouteKey as symbol]: ROUTE } } })
  await flushPromises()
  return wrapper
}

/** The drawer or dialog on top: it stands in the document, beside the page. */
export function dialog(): HTMLElement {
  const open = [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].filter((box) => box.closest('[style*="display: none"]') === null && box.textContent !== '')
  const [top] = open.slice(-1)
  if (!top) throw new Error('no dialog is open')
  return top
}

/** A button says its label, or what stands on it beside its keys. */
function saidBy(button: HTMLElement): string {
  const copy = button.cloneNode(true) as HTMLElement
  for (const keys of copy.querySelectorAll('kbd')) keys.remove()
  return (button.getAttribute('aria-label') ?? copy.textContent ?? '').trim()
}

export async function press(label: string, from: ParentNode = document): Promise<void> {
  const button = [...from.querySelectorAll<HTMLElement>('button, .btn')].reverse().find((one) => saidBy(one) === label)
  if (!button) throw new Error(`no button says ${label}`)
  button.click()
  await flushPromises()
}

export function leave(...pages: (VueWrapper | undefined)[]): void {
  for (const page of pages) page?.unmount()
  useCarrier(undefined)
  client.clear()
  document.body.innerHTML = ''
}
