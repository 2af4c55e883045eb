import { MapPin } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import { type Room, seesBusiness } from '@/router/room'

const keeps = (person: PersonView) => person.roles.includes('registrar')

export const room: Room = {
  key: 'stations',
  routes: [
    { path: '/stations', name: 'stations', component: () => import('./StationList.vue') },
    { path: '/stations/map', name: 'station_map', component: () => import('./map/StationMap.vue') },
    { path: '/stations/new', name: 'add_station', component: () => import('./AddStation.vue') },
    { path: '/stations/import', name: 'import_stations', component: () => import('./import/ImportStations.vue') },
    { path: '/stations/resume', name: 'resume_station_step', component: () => import('@/record/ResumeStep.vue'), props: { base: '/stations' } },
    { path: '/stations/:record', name: 'station', component: () => import('./page/StationPage.vue'), props: true },
  ],
  nav: { group: 2, label: 'nav.stations', icon: MapPin, to: '/stations', counted: 'station', may: seesBusiness },
  acts: [
    { key: 'add_station', label: 'verbs.add_station', to: '/stations/new', may: keeps },
    { key: 'import_stations', label: 'verbs.import_stations', to: '/stations/import', may: keeps },
  ],
  opens: { station: (record) => `/stations/${record}` },
  drafts: { station: (id) => ({ path: '/stations/new', query: { draft: id } }), station_step: (id) => ({ path: '/stations/resume', query: { draft: id } }) },
}
