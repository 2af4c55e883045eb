// Where the files of a record are, as far as this desk knows: here, to be sent, to be fetched, or not to be had yet.
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useAsk } from '@/host/ask'
import type { FilesFar, RecordFile } from '@/host/calls.gen'
import { ANYTHING } from '@/host/client'
import { carrying } from '@/hub/carrying'
import type { Tone } from '@/parts/base/Tag.vue'
import { w, wordOr } from '@/words'

const LOOK_MS = 700

/** Asked once for all cards of a page; looked at again and again only while something is on its way. */
export function useRecordFiles(record: MaybeRefOrGetter<string>) {
  const asked = useAsk('record_files', computed(() => ({ record: toValue(record) })), {
    about: [ANYTHING], everyMs: (files) => (carrying.value || files?.some((one) => one.far) ? LOOK_MS : false),
  })
  return { ...asked, of: (file: string): RecordFile | undefined => asked.value.value?.find((one) => one.file === file) }
}

export interface Whereabouts { tone: Tone, text: string, hint: string, carries: boolean }

/** Nothing to say of a file that is here and there, or here and meant for nowhere. */
export function whereaboutsOf({ here, hub, from }: RecordFile): Whereabouts | undefined {
  const says = (tone: Tone, carries: boolean) => ({
    tone, carries, text: wordOr(`record.file.at.${hub}`, w('record.file.at.wanted')),
    hint: wordOr(`record.file.hints.${hub}`, '', { office: from?.office_name ?? w('exchange.unknown_desk') }),
  })
  if (here) return hub === 'to_go' ? says('plain', true) : undefined
  if (hub === 'none') return says('near', false)
  return says(hub === 'forged' ? 'late' : 'near', true)
}

export function farSays({ way, done, bytes, stopping }: FilesFar): string {
  if (stopping) return w('record.file.stopping')
  const [going, awaiting] = way === 'up' ? ['record.file.going', 'record.file.awaiting_up'] as const : ['record.file.coming', 'record.file.awaiting'] as const
  return bytes > 0 ? w(going, { part: Math.min(100, Math.floor((done * 100) / bytes)) }) : w(awaiting)
}
