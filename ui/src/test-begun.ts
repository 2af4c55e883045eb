// A page on which something was begun: taken up from a draft, or typed into anew; what it left goes with the test.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect } from 'vitest'
import type { Component } from 'vue'
import { lockedFor, lockedOver } from '@/host/desk'
import { type Answers, atDesk, dialog, leave, personOf, press, standing, type TestDesk } from './test-desk'

/** The address as the page is told it: each test file gives it in the router's place. */
export const route = { query: {} as Record<string, string> }

/** `page`: the one that stands. `open`: with `kept`, as its draft held it, the form goes on from there. */
export function begunAt(all: Answers): { page: VueWrapper | undefined, open: (tab: Component, kept?: object, answers?: Answers) => Promise<TestDesk> } {
  const begun = {
    page: undefined as VueWrapper | undefined,
    open: async (tab: Component, kept?: object, answers: Answers = {}) => {
      if (kept) route.query = { draft: 'k1' }
      const desk = atDesk(personOf('registrar'), {
        sign_out: () => ({}), drop_draft: () => ({}), save_draft: ({ id }: { id: string }) => ({ id, saved_ms: 5 }), open_draft: () => ({ id: 'k1', noun: 'x', body: kept, saved_ms: 4 }), ...all, ...answers,
      })
      begun.page = await standing(tab)
      return desk
    },
  }
  afterEach(() => { leave(begun.page); begun.page = undefined; route.query = {}; lockedFor.value = undefined; lockedOver.value = { kept: 0, lost: 0 } })
  return begun
}

export const inputs = (from: ParentNode = dialog()) => [...from.querySelectorAll<HTMLInputElement>('input')]

export async function put(input: HTMLInputElement | undefined, text: string): Promise<void> {
  if (!input) throw new Error('no field')
  input.value = text
  for (const event of ['input', 'change']) input.dispatchEvent(new Event(event))
  await flushPromises()
}

/** Into the last field of the form: the reason, mostly. */
export const last = (text: string) => put(inputs().pop(), text)

/** Sent, sent again between the answer and the end of its draft, and once more while the dialog fades away: all the desk was asked. */
export async function sentAgain(act: string, open: (answers: Answers) => Promise<TestDesk>): Promise<string[]> {
  let gone: () => void = () => undefined
  const desk = await open({ drop_draft: () => new Promise<object>((yes) => { gone = () => yes({}) }) })
  const box = dialog()
  await press(act, box)
  expect(desk.names()).toContain('drop_draft')
  await press(act, box)
  gone()
  await flushPromises()
  await press(act, box)
  return desk.names()
}
