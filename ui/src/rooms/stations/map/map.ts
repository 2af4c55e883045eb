// The stations' answer in the shapes that the map draws.
import type { MapStation, OfficeRef, StationMap } from '@/host/calls.gen'
import type { MapArea, MapLegend, MapPoint, Mark } from '@/parts/figures/SchematicMap.vue'
import { behind } from '@/lists/behind'
import { w, wordOr } from '@/words'

const MILLIONTHS = 1e6
const MARKS: Record<string, Mark> = { open: 'round', closed: 'ring' }

export const areasOf = (map: StationMap): MapArea[] => map.outlines.counties.map((county) => ({
  key: county.code, name: county.name, label: county.label, rings: county.polygons.flat(),
}))

export const pointsOf = (map: StationMap): MapPoint[] => map.stations.flatMap((station) => (station.lon_e6 === null || station.lat_e6 === null ? [] : [{
  id: station.record, name: station.name, at: [station.lon_e6 / MILLIONTHS, station.lat_e6 / MILLIONTHS] as [number, number], mark: MARKS[station.state] ?? 'ring',
  says: station.state === 'open' ? '' : stateOf(station),
}]))

export function legendOf(map: StationMap): MapLegend[] {
  const of = (state: string) => map.stations.filter((station) => station.state === state)
  return Object.entries(MARKS).map(([state, mark]) => ({ mark, label: wordOr(`stations.states.${state}`, state), n: of(state).length, to: listOf(of(state)) })).filter((one) => one.n > 0)
}

/** Exactly these, each by its own id: no other filter tells who has a point on the map. */
export const listOf = (stations: { record: string }[]) => behind('station', { stations: stations.map((station) => station.record) })

export const stateOf = (station: MapStation) => wordOr(`stations.states.${station.state}`, station.state)

export interface OfficePart { state: 'open' | 'closed', n: number, to: ReturnType<typeof listOf> }
export interface OfficeLine { office: string, name: string, parts: OfficePart[] }

/** How many stations each office has, those without a point too; each number opens exactly these. */
export function officesOf(map: StationMap, offices: OfficeRef[]): OfficeLine[] {
  const all = [...map.stations, ...map.without_point]
  const codes = [...new Set(all.map((station) => station.office))].sort()
  return codes.map((office) => {
    const theirs = all.filter((station) => station.office === office)
    const open = theirs.filter((station) => station.state === 'open')
    const closed = theirs.filter((station) => station.state !== 'open')
    const part = (state: OfficePart['state'], of: MapStation[]): OfficePart => ({ state, n: of.length, to: listOf(of) })
    // An office whose stations are all closed has none that is open, and no list of them.
    const parts = [part('open', open), part('closed', closed)].filter((one) => one.n > 0)
    return { office, name: offices.find((one) => one.code === office)?.name ?? office, parts }
  })
}

export const missingWords = (map: StationMap) => (map.without_point.length ? w('stations.without_point', { n: map.without_point.length }) : undefined)
