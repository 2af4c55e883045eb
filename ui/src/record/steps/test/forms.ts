// Every form there is, by the call it fills: what tests hold against the calls and against the desk.
import type { ActivityView, Opinion, TemplateView, VisitView } from '@/host/calls.gen'
import { forms as appealForms } from '@/rooms/appeals/steps/forms'
import { blankAppeal } from '@/rooms/appeals/register/fields'
import { holdForm, planForm } from '@/rooms/activities/fields'
import { formsOf as activityForms, linkForm, settleForm } from '@/rooms/activities/steps/forms'
import { endSubstitute, personForms, registerPerson } from '@/rooms/people/steps/forms'
import { addStation, amendSubpoint, closeSubpoint, relievePost, stationForms } from '@/rooms/stations/steps/forms'
import { formsOf as obligationForms } from '@/rooms/tasks/obligation/forms'
import { formsOf as templateForms, generateForm, issueForm } from '@/rooms/tasks/template/forms'
import { appealFrom, forms as visitForms, logVisit } from '@/rooms/visits/steps/forms'
import { registered } from '@/rooms/voices/steps/facts'
import { formsOf as voiceForms } from '@/rooms/voices/steps/forms'
import { amendDeputy, endDeputy } from '../../deputy'
import { amendParty } from '../../party'
import { keepForm, redactForm, releaseForm } from '../../redact'
import { blankPerson } from '../../people/person'
import { noticeFields, type StepField, type StepForm } from '../form'

const kinds = Array.from({ length: 12 }, (_, n) => `HD${String(n + 1).padStart(2, '0')}`)
const activities = (kind: string, state: string) => activityForms({ facts: { kind }, state, timeline: [], hearing: null } as unknown as ActivityView)
const opinion = (becomes: Opinion['becomes']): Opinion => ({ n: 1, text: '', deputy: null, speaker: null, becomes, reason: null })
const anonymousVisit = { parties: [], facts: {} } as unknown as VisitView
const template = (kind: string) => templateForms({ facts: { kind } } as unknown as TemplateView)
/** The registration form is a page of its own; these are the names it sends. */
const registration: StepForm = { fields: Object.keys(blankAppeal('', null)).map((key) => ({ key, kind: 'kept' as const })) }

/** One verb may have several forms, by what it is done on. */
const every: Record<string, StepForm>[] = [
  appealForms, { register_appeal: registration }, { register_appeal: appealFrom(anonymousVisit) },
  voiceForms(), { register_voice: { fields: registered } },
  visitForms, { log_visit: logVisit },
  activityForms(), ...kinds.flatMap((kind) => [activities(kind, 'planned'), activities(kind, 'held')]), { plan_activity: planForm }, { hold_activity: holdForm },
  { settle_opinion: settleForm(opinion('appeal'), '') }, { settle_opinion: settleForm(opinion('voice'), '') }, { settle_opinion: linkForm(opinion('appeal')) },
  obligationForms(undefined, []), template('fixed'), template('campaign'), { issue_template: issueForm }, { generate_obligations: generateForm([]) },
  stationForms(() => undefined), { add_station: addStation([]), amend_subpoint: amendSubpoint, close_subpoint: closeSubpoint, relieve_post: relievePost },
  personForms, { register_person: registerPerson, end_substitute: endSubstitute }, { amend_deputy: amendDeputy, end_deputy: endDeputy }, { amend_party: amendParty }, { redact_field: redactForm(['phone']), keep_redaction: keepForm, release_field: releaseForm },
]
export const byVerb = new Map<string, StepForm[]>()
for (const forms of every) for (const [verb, form] of Object.entries(forms)) byVerb.set(verb, [...byVerb.get(verb) ?? [], form])

/** The card of a person is a form of its own; these are the names it sends. */
const card: StepField[] = Object.keys(blankPerson('petitioner')).map((key) => ({ key, kind: 'kept' }))
export const inner = (field: StepField) => (field.kind === 'notice' ? noticeFields : field.kind === 'parties' || field.key === 'people' ? card : field.fields)
