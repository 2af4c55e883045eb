// Uncovers one field of somebody for a purpose. The look is written down before it is answered.
import { call } from '@/host'
import { asFault } from '@/host/fault'
import { w } from '@/words'
import { show } from '@/words/faces'

/** The value, or an error whose message can be read. `purpose` is of the list `unmask_purpose`. */
export async function reveal(record: string, field: string, purpose: string): Promise<string> {
  try {
    const told = await call('unmask', { record, fields: [field], purpose })
    return told.values[field] ?? w('marks.none')
  } catch (thrown) {
    throw new Error(show(asFault(thrown)).text)
  }
}
