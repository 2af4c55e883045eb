// 梳理归类. What is about a case may not stay a proposal (浙江省代表建议办理规定 art. 6): as soon as one of its three questions is answered with yes, or the
// matter is a case by its kind, only the ways out of the proposals are offered.
import type { VoiceView } from '@/host/calls.gen'
import { blankPerson } from '@/record/people/person'
import { raisedAppeal } from '@/record/raised'
import { must, reason, type StepField } from '@/record/steps/form'
import { beginning, type StepValues } from '@/record/steps/values'

const CASE = 'matter'
const QUESTIONS = ['passes_on_petition', 'about_open_case', 'own_interest'] as const
const OUT = ['to_appeal', 'to_clue', 'to_other'] as const
const ALL = ['study', 'to_proposal', ...OUT] as const

const goes = (...routes: string[]) => ({ route }: StepValues) => routes.includes(String(route))

export const isCase = (values: StepValues, kind?: string | null): boolean =>
  kind === CASE || QUESTIONS.some((question) => (values.answers as StepValues | null)?.[question] === true)

/** The three questions of art. 6. */
const answers = must({ key: 'answers', kind: 'part', label: 'case_answers', fields: QUESTIONS.map((key) => ({ key, kind: 'check' })) })
/** One that is there already, where none is registered with it. */
const became = must({ key: 'became', kind: 'appeal' })

/** The appeal it becomes begins with what the deputy said. */
function appealOf(view?: VoiceView): StepField {
  const people: StepField = { key: 'people', kind: 'parties', choices: ['petitioner', 'representative', 'agent'], label: 'petitioners', begin: [blankPerson('petitioner')] }
  const fields = [...raisedAppeal(view?.facts.way ?? 'deputy').filter((field) => field.key !== 'answered'), people]
  return {
    key: 'appeal', kind: 'part', label: 'becomes_appeal', fields,
    begin: { ...beginning({ fields }, ''), title: view?.facts.title ?? '', facts: view?.facts.content ?? '' },
  }
}

export function sorting(view?: VoiceView): StepField[] {
  const kind = view?.facts.kind
  const route = must({ key: 'route', kind: 'choice', list: 'route', begin: null })
  return [
    answers,
    { ...route, choices: ALL, when: (values) => !isCase(values, kind) }, { ...route, choices: OUT, label: 'route_of_case', when: (values) => isCase(values, kind) },
    { key: 'holder', kind: 'person', when: goes('study', 'to_proposal') },
    must({ key: 'unit', kind: 'code', list: 'outside_unit', label: 'to_unit', when: goes('to_other') }),
    { ...appealOf(view), when: goes('to_appeal') }, { ...became, when: (values) => goes('to_appeal')(values) && !values.appeal },
    { ...reason, label: 'sort_reason', when: goes('to_clue') }, { ...reason, required: false, label: 'sort_reason', when: (values) => !goes('to_clue')(values) },
  ]
}

/** Found out while it was studied: what it is about decides, and it can go one way only. */
export const converting = (view?: VoiceView): StepField[] => [answers, appealOf(view), { ...became, when: ({ appeal }) => !appeal }, { ...reason, required: false, label: 'sort_reason' }]
