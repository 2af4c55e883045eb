// What stands beside the log: how the exchange and its files are. No topic of an act tells that it moved.
import { client } from '@/host/client'
import { w, wordOr } from '@/words'

const BESIDE = ['hub_state', 'record_travel', 'record_files', 'waiting_files', 'waiting_records']
export const lookAgain = () => client.invalidateQueries({ predicate: ({ queryKey }) => BESIDE.includes(String(queryKey[0])) })

/** Of a whole exchange or of a part. */
export const endSays = (end: string) => wordOr(`exchange.hub.states.${end}`, wordOr(`exchange.hub.faults.${end}`, w('exchange.hub.states.refused')))
