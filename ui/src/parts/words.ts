// The words of the parts, handed in once by main: parts import nothing of ours, and no part holds Chinese.
import { inject, type InjectionKey } from 'vue'

export interface PartWords {
  close: string, cancel: string, confirm: string, retry: string, back: string, more: string, less: string, working: string, none: string
  required: string, missing: Record<'typed' | 'picked', string>, doubt: string, doubtful: string, comma: string, range: string
  weekdays: Record<'d0' | 'd1' | 'd2' | 'd3' | 'd4' | 'd5' | 'd6', string>
  list: {
    filters: string, clear: string, all: string, from: string, to: string, on: string, rows: string, counting: string, none: string,
    noneFiltered: string, unread: string, loading: string, next: string, prev: string, pages: string, down: string, up: string, open: string,
    group: string, views: string, saveView: string, viewName: string, dropView: string, noViews: string, nameView: string, updated: string
  }
  strip: {
    open: string, title: string, day: string, weekday: string, kind: string, counted: string, note: string, print: string, weekly: string,
    legend: string, summary: string, sum: string, span: string, left: string
    kinds: Record<'start' | 'counted' | 'extended' | 'rest' | 'make_up' | 'paused' | 'rolled' | 'due' | 'event' | 'today' | 'late' | 'left', string>
  }
  clock: {
    late: string, today: string, left: string, lapsed: string, paused: string, met: string, done: string, doneLate: string, doneLateOnly: string, provisional: string, unknown: string, excluded: string
  }
  loop: { label: string, done: string, here: string, todo: string }
  steps: { title: string, none: string, not: string, later: string }
  timeline: { label: string, empty: string, changed: string, reason: string, to: string, added: string, removed: string, blank: string, earlier: string }
  masked: { show: string, purpose: string, reveal: string, hide: string, hides: string, logged: string, title: string }
  form: {
    saved: string, saving: string, unsaved: string, notSaved: string, leaveTitle: string, leaveText: string, keepDraft: string, discard: string, stay: string, secret: string,
    check: string, submitKeys: string
  }
  day: { pick: string, before: string, after: string, wrong: string, notUsed: string, late: string, early: string, shapes: Record<'day' | 'minute' | 'month', string>, blanks: Record<'day' | 'minute' | 'month', string> }
  text: { left: string, tooLong: string }
  number: Record<'least' | 'most' | 'whole' | 'decimals', string>
  password: {
    show: string, hide: string, hint: string, again: string, strength: string, tooShort: string, tooPlain: string, hasName: string, notSame: string
    levels: Record<'s0' | 's1' | 's2' | 's3' | 's4', string>
  }
  select: { nothing: string, searching: string, type: string, failed: string, chosen: string, gone: string }
  palette: { label: string, hint: string, nothing: string, searching: string, move: string }
  keys: { title: string, off: string, none: string, general: string }
  toast: { label: string, undo: string, close: string }
  progress: { of: string, cancel: string, cancelling: string }
  grid: { hint: string, station: string, rate: string, states: Record<'done' | 'late' | 'review' | 'open' | 'excused' | 'none', string>, marks: Record<'done' | 'late' | 'review' | 'open' | 'excused' | 'none', string> }
  rate: { of: string, open: string, none: string }
  map: { hint: string, missing: string }
  demo: { mark: string, banner: string }
  shell: { nav: string, menu: string, main: string, skip: string, find: string, status: string, lateItems: string }
}

const KEY: InjectionKey<PartWords> = Symbol('part words')

export function usePartWords(): PartWords {
  const words = inject(KEY)
  if (!words) throw new Error('parts: no words were handed in (app.provide)')
  return words
}

export const partWordsKey = KEY

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all))
}
