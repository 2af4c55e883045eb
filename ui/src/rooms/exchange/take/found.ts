// A bundle of a folder told in words, before anything of it is taken in.
import type { BundlePreview, FoundBundle } from '@/host/calls.gen'
import { deskSays, reasonSays } from '@/bundle/labels'
import type { Tone } from '@/parts/base/Tag.vue'
import { w, wordOr } from '@/words'

export interface FoundState { key: 'ready' | 'missing' | 'refused' | 'taken' | 'stale' | 'unknown', tone: Tone, text: string, hint?: string, can: boolean }

export function stateOf(bundle: FoundBundle): FoundState {
  if (bundle.missing.length > 0) return { key: 'missing', tone: 'near', text: w('exchange.in.states.missing', { parts: bundle.missing.join(w('marks.list')) }), hint: w('exchange.in.missing_way'), can: false }
  if (bundle.refused !== null) return { key: 'refused', tone: 'late', text: w('exchange.in.states.refused'), hint: [reasonSays(bundle.refused), w('exchange.in.refused_way')].join(w('marks.stop')), can: false }
  if (bundle.taken) return { key: 'taken', tone: 'done', text: w('exchange.in.states.taken'), hint: w('exchange.in.taken_hint'), can: true }
  if (bundle.stale) return { key: 'stale', tone: 'plain', text: w('exchange.in.states.stale'), hint: w('exchange.in.stale_hint'), can: true }
  // Its certificate may come with the bundle itself: the look into it decides.
  if (bundle.from && !bundle.from.known) return { key: 'unknown', tone: 'doubt', text: w('exchange.in.states.unknown'), can: true }
  return { key: 'ready', tone: 'act', text: w('exchange.in.states.ready'), can: true }
}

export const titleOf = (bundle: FoundBundle) => (bundle.from
  ? [deskSays(bundle.from), w('exchange.in.number', { n: bundle.number })].join(w('marks.dot'))
  : w('exchange.in.unopened'))

/** What somebody works with comes first; lists of people and desks after it. */
const FIRST = ['appeal', 'voice', 'visit', 'activity', 'obligation', 'template', 'party', 'station', 'subpoint', 'person', 'deputy', 'post']
const placeIn = (noun: string) => (FIRST.includes(noun) ? FIRST.indexOf(noun) : FIRST.length)

export function byNoun(counts: BundlePreview['begun']): string {
  const said = Object.entries(counts).filter(([, n]) => n > 0).sort(([a], [b]) => placeIn(a) - placeIn(b) || a.localeCompare(b))
  return said.map(([noun, n]) => w('exchange.in.of_noun', { noun: wordOr(`nouns.${noun}`, noun), n })).join(w('marks.list')) || w('exchange.in.nothing')
}
