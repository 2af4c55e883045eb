import { MapPin } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'stations',
  routes: [{ path: '/stations', name: 'stations', component: () => import('./StationList.vue') }],
  nav: { group: 2, label: 'nav.stations', icon: MapPin, to: '/stations', counted: 'station', may: seesBusiness },
}
