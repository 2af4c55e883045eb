// One record of every noun whose words are as long as the desk takes them, made through the calls: half of them signs, half one word
// that no line can break.
import { signIn } from './browser.mjs'
import { TODAY, someone } from './demo.mjs'

/** What every one of these names begins with, and what it is found by. */
export const MARK = '很长的名称'
const line = (most = 200) => MARK + '长'.repeat(most / 2 - MARK.length) + 'W'.repeat(most / 2)
const TEXT = `${'长'.repeat(9000)}\n${'W'.repeat(9000)}`

/** By the page's own way, as whoever sits in front of it: what the call is answered. */
async function call(page, name, input) {
  const answer = await page.evaluate(async ([to, body]) => {
    const headers = { 'content-type': 'application/json', 'x-gonglian-key': sessionStorage.getItem('gonglian.key') }
    return (await fetch(`/call/${to}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }, [name, input])
  if (!('ok' in answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return answer.ok
}

const made = async (page, name, input) => (await call(page, name, input)).value.record

/** Addresses of pages that say one of the names, the list and the page of each noun among them; whoever made them is signed in. */
export async function longRecords(page, people) {
  await signIn(page, someone(people, 'registrar'))
  const { person } = await call(page, 'desk_state', {})
  const { office } = someone(people, 'registrar')
  const station = await made(page, 'add_station', { name: line(), npc_name: line(), code: 'WW99', office, opened_on: '2026-01-01', address: line(), open_hours: line() })
  await made(page, 'add_subpoint', { station, name: line(), address: line() })
  const deputy = await made(page, 'register_deputy', { station, name: line(), levels: ['city'], from_on: '2022-01-01', constituency: line(), unit: line(), profession: line() })
  const colleague = await made(page, 'register_person', { name: line(), office, department: line(), title: line(), note: line() })
  const visit = await made(page, 'log_visit', { station, visited_on: TODAY, kind: 'reception', object: line(), place: line(), summary: TEXT, intent: TEXT, present: [{ part: 'host', record: person.record, name: null, unit: null }, { part: 'public', record: null, name: line(), unit: line() }] })
  const petitioner = [{ part: 'petitioner', kind: 'person', name: line(), address: line(), home: line(), work: line() }]
  const appeal = await made(page, 'register_appeal', { station, way: 'visit', received_on: TODAY, title: line(), request: TEXT, facts: TEXT, opinion: TEXT, category: 'other', case_no: line(), case_office: line(), grid: line(), people: petitioner, parties: [] })
  const voice = await made(page, 'register_voice', { station, deputy, title: line(), content: TEXT, received_on: TODAY })
  const activity = await made(page, 'plan_activity', { station, kind: 'HD04', topic: line(), scheduled_on: TODAY, place: line(), agenda: TEXT })
  const item = { key: '1', text: line(), proof: 'visit', kind: null, least: 1, required: true }
  const template = await made(page, 'issue_template', { kind: 'fixed', title: line(), content: TEXT, basis: line(), department: line(), recurrence: 'monthly', rest_policy: 'later', from_on: '2026-08-01', stations: [station], items: [item] })
  await call(page, 'generate_obligations', { template })
  const [obligation] = (await call(page, 'list_obligations', { stations: [station] })).rows
  const list = (path) => `#${path}?list=${encodeURI(JSON.stringify({ text: MARK }))}`
  return [
    list('/stations'), `#/stations/${station}`, list('/people/deputies'), `#/deputies/${deputy}`, list('/people'), `#/people/${colleague}`, `#/people/${colleague}/hand-over`,
    list('/visits'), `#/visits/${visit}`, list('/appeals'), `#/appeals/${appeal}`, list('/voices'), `#/voices/${voice}`, list('/activities'), `#/activities/${activity}`,
    list('/tasks/templates'), `#/tasks/templates/${template}`, list('/tasks'), `#/tasks/${obligation.record}`, `#/tasks/grid?template=${template}`, '#/overview', '#/stations/map',
  ]
}
