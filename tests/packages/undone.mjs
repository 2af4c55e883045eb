// What people left undone when a newer version comes: a text half typed, and what waits to be sent to another desk.
import assert from 'node:assert/strict'
import { start } from '../browser/driving/program.mjs'
import { PATIENCE_MS, entered } from './without_window.mjs'

const [NEWCOMER, PASSWORD] = ['陈阿海', '潮水退去2026']

/** `call(role, name, input)` asks the desk; `words` start the program, for the other desk that is made in `dir`. */
export async function leaveUndone({ words, env = {}, dir, call }) {
  call('liaison', 'save_draft', { noun: 'appeal', body: { title: '没写完的一件' } })
  const { office, today } = call('registrar', 'desk_state', {})
  const program = start(words[0], [...words.slice(1), 'serve', '--dir', dir, '--port', '0', '--today', today], env)
  const asking = await entered((await program.line(PATIENCE_MS)).trim())
  const joining = { office: office.code, person: NEWCOMER, password: PASSWORD }
  const request = { bytes_base64: (await asking.call('join_desk', joining)).request.bytes_base64 }
  await program.stop(PATIENCE_MS)
  const person = call('registrar', 'register_person', { name: NEWCOMER, department: '第六检察部', office: office.code }).value.record
  const station = call('registrar', 'list_stations', { limit: 1 }).rows[0].record
  call('registrar', 'enrol_desk', { request, person, roles: ['liaison'], stations: [station] })
  const left = undone(call)
  assert.ok(left.drafts.length === 1 && left.waiting > 0, JSON.stringify(left))
  return left
}

export function undone(call) {
  const [other] = call('registrar', 'exchange_state', {}).others
  return { drafts: call('liaison', 'list_drafts', {}), waiting: other.waiting }
}
