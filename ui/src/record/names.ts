// The name of a value in a field, and of the field: codes by their lists, everything else as it stands.
import { useCodes } from '@/host/codes'
import { wordOr } from '@/words'
import type { RecordKind } from './kind'
import type { Names } from './view'

export function useNames(kind: Pick<RecordKind, 'lists' | 'words' | 'labels'>): Names {
  const lists = Object.fromEntries(Object.entries(kind.lists).map(([field, list]) => [field, useCodes(list)]))
  // Any record may lose a field by law.
  lists.ground ??= useCodes('redact_ground')
  // In which part somebody was there.
  lists.part ??= useCodes('attendance')
  return {
    nameOf: (field, value) => lists[field]?.nameOf(value) ?? wordOr(`record.choices.${field}.${value}`, value),
    doubtOf: (field, value) => lists[field]?.doubtOf(value) ?? false,
    stateWord: (state) => wordOr(`${kind.words}.states.${state}`, state),
    labelOf: (field) => wordOr(`fields.${kind.labels?.[field] ?? field}`, field),
  }
}
