// What one item of a task asks for, and how much of it is there.
import type { Item, Proof } from '@/host/calls.gen'

export interface ItemStanding { item: Item, proofs: Proof[], enough: boolean }

const numberOf = (item: Item) => Number(/\d+/.exec(item.key)?.[0] ?? Number.MAX_SAFE_INTEGER)

/** A set has no order: items come by their numbers. */
export const inOrder = (items: readonly Item[] | null | undefined): Item[] => [...(items ?? [])].sort((a, b) => numberOf(a) - numberOf(b))

export function standings(items: readonly Item[] | null | undefined, proofs: readonly Proof[]): ItemStanding[] {
  return inOrder(items).map((item) => {
    const its = proofs.filter((proof) => proof.item === item.key)
    return { item, proofs: its, enough: its.length >= item.least }
  })
}

/** Proofs of the task as a whole, or of an item that is no more. */
export const wholeProofs = (items: readonly Item[] | null | undefined, proofs: readonly Proof[]) => proofs.filter((proof) => !items?.some((item) => item.key === proof.item))
