// Every field that is typed into against the limit the desk checks it with: what a page promises, the desk takes, and no more.
// The desk's own text is read, for a limit is checked where the step is decided and stands in no declaration.
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { LONG, SHORT } from '@/host/calls.gen'
import { mostOf, type StepField } from '../form'
import { byVerb, inner } from './forms'

const MOST: Record<string, number> = { SHORT, LONG }
const ROOT = '../src-tauri/crates/'
/** The law first: what an act there is asked, its call in `actions` is not asked again. */
const read = ['domain/src', 'actions/src'].flatMap((crate) => ts.sys.readDirectory(ROOT + crate, ['.rs'])).filter((path) => !path.includes('test'))
const sources = new Map(read.map((path) => [path.slice(path.indexOf(ROOT) + ROOT.length), ts.sys.readFile(path) ?? '']))
const files = new Map([...sources].map(([path, text]) => [path, limitsIn(text)]))

/** The checks of a file: `written("field", &input.member, LONG)`, and what a noun's facts say of their texts. */
function limitsIn(text: string): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  const add = (key: string, most = '') => found.set(key, (found.get(key) ?? new Set()).add(MOST[most] ?? 0))
  for (const [, field = '', value = '', most] of text.matchAll(/\b(?:written|fits)\(\s*"(\w+)",\s*([^;]*?),\s*(?:\w+::)*(SHORT|LONG),?\s*\)/g)) {
    const member = /\w+\.(\w+)\b(?!\()/.exec(value)?.[1] ?? field
    add(member === field ? field : `${field}.${member}`, most)
  }
  for (const [, facts = '', sets = '', long = ''] of text.matchAll(/facts! \{[\s\S]*?fields \{([\s\S]*?)\n {8}\}\s*sets \{([\s\S]*?)\}\s*long \{(.*?)\}/g)) {
    for (const [, key = ''] of `${facts}\n${sets}`.matchAll(/(\w+): \w+,/g)) add(key, long.split(/\W+/).includes(key) ? 'LONG' : 'SHORT')
  }
  return found
}

/** A small form inside is decided by the step it stands for. */
const STANDS_FOR: Record<string, string> = { appeal: 'register_appeal', appeals: 'register_appeal', voice: 'register_voice', voices: 'register_voice', answered: 'answer_on_spot', notice: 'reply_procedurally' }
/** Opened under another name than the call's. */
const OPENED: Record<string, string> = { add_station: 'open_station', add_subpoint: 'open_subpoint', keep_redaction: 'keep' }
const homeOf = (verb: string) => [...sources].find(([, text]) => text.includes(`pub fn ${OPENED[verb] ?? verb}(`))?.[0]

/** What the desk takes: checked in the step's own file, or else in its folder, or in the one around that. */
function takenBy(verb: string, [outer, key]: [string | undefined, string]): number[] {
  const home = homeOf(verb) ?? ''
  const folders = home.split('/').slice(0, -1).map((_, at, all) => all.slice(0, all.length - at).join('/'))
  const ofFolder = (folder: string) => [...files.keys()].filter((path) => path.slice(0, path.lastIndexOf('/')) === folder)
  for (const level of [[home], ...folders.map(ofFolder), ['domain/src/procedure.rs']]) {
    for (const name of outer ? [`${outer}.${key}`, key, outer] : [key]) {
      const limits = new Set(level.flatMap((path) => [...files.get(path)?.get(name) ?? []]))
      if (limits.size) return [...limits]
    }
  }
  return []
}

interface Typed { path: string, verb: string, at: [string | undefined, string], most: number }
function typedIn(fields: StepField[], { path, verb, outer }: { path: string, verb: string, outer?: string }): Typed[] {
  return fields.flatMap((field) => {
    const here = `${path}.${field.key}`
    if (field.kind === 'text' || field.kind === 'area') return [{ path: here, verb, at: [outer, field.key] as Typed['at'], most: mostOf(field) }]
    const stands = STANDS_FOR[field.key]
    return typedIn(inner(field) ?? [], { path: here, verb: stands ?? verb, ...(stands ? {} : { outer: field.key }) })
  })
}
const all = [...byVerb].flatMap(([verb, forms]) => forms.flatMap((form) => typedIn(form.fields, { path: verb, verb })))
const once = [...new Map(all.map((one) => [`${one.path} ${one.most}`, one])).values()]

describe('a field takes as many signs as the desk does', () => {
  it('and there are many of them', () => { expect(once.length).toBeGreaterThan(150) })
  it.each(once.map((one) => [one.path, one] as const))('%s', (_, { verb, at, most }) => { expect(takenBy(verb, at)).toEqual([most]) })
})

/** Fields of pages that are no list of fields: the file, the field's model, the call that is asked. Another value in a conflict has the limit that the desk tells of its field. */
const PAGES: [string, string, string][] = [
  ...['basis', 'next', 'materials', 'remedies'].map((key): [string, string, string] => ['rooms/appeals/page/LetterForm.vue', `form.${key}`, 'print_notice']),
  ...['request', 'facts', 'opinion'].map((key): [string, string, string] => ['rooms/appeals/register/RegisterForm.vue', `form.${key}`, 'register_appeal']),
  ['rooms/appeals/register/AnswerFields.vue', 'model.answer', 'answer_on_spot'],
  ['rooms/people/handover/HandOver.vue', 'reason', 'hand_over'],
  ['record/UndoDialog.vue', 'reason', 'undo'],
]
const areas = ts.sys.readDirectory('src', ['.vue']).filter((path) => !path.endsWith('StepFieldControl.vue')).flatMap((path) =>
  [...(ts.sys.readFile(path) ?? '').matchAll(/<AreaField (?:v-model|:model-value)="([\w.]+)" :most="(\w+)"/g)].map(([, model = '', most = '']) => ({ at: `${path.slice(path.indexOf('src/') + 4)} ${model}`, most })))

describe('a page of its own promises what the desk takes', () => {
  it('and every such field is known here', () => { expect(areas.map(({ at }) => at).sort()).toEqual(PAGES.map(([file, model]) => `${file} ${model}`).sort()) })
  it.each(PAGES)('%s: %s', (file, model, verb) => {
    expect(takenBy(verb, [undefined, model.slice(model.indexOf('.') + 1)])).toEqual([MOST[areas.find(({ at }) => at === `${file} ${model}`)?.most ?? '']])
  })
})
