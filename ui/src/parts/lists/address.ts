// Filters live in the address, so that going back brings the same list. Free text does not: it may hold a name.
import { computed, ref, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { type Filter, type FilterValues, isSet, withoutText } from './list'

export function useAddressFilters(filters: () => Filter[]): WritableComputedRef<FilterValues> {
  const route = useRoute()
  const router = useRouter()
  const text = ref<FilterValues>({})

  return computed({
    get: () => ({ ...readQuery(route.query, filters()), ...text.value }),
    set: (values) => {
      text.value = Object.fromEntries(filters().filter((one) => one.kind === 'text').map((one) => [one.key, values[one.key]]))
      const query = Object.fromEntries(Object.entries(withoutText(values, filters())).map(([key, value]) => [key, written(value)]))
      const others = Object.fromEntries(Object.entries(route.query).filter(([key]) => !filters().some((one) => one.key === key)))
      void router.replace({ query: { ...others, ...query } })
    },
  })
}

const written = (value: FilterValues[string]) => (Array.isArray(value) ? value.join(',') : value === true ? '1' : String(value))

function readQuery(query: Record<string, unknown>, filters: Filter[]): FilterValues {
  const values: FilterValues = {}
  for (const filter of filters) {
    const told = query[filter.key]
    if (typeof told !== 'string' || filter.kind === 'text') continue
    const value = filter.kind === 'switch' ? told === '1' : filter.kind === 'several' || filter.kind === 'days' ? told.split(',') : told
    if (isSet(value)) values[filter.key] = value
  }
  return values
}
