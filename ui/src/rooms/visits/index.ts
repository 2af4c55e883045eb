import { Footprints } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'visits',
  routes: [{ path: '/visits', name: 'visits', component: () => import('./VisitList.vue') }],
  nav: { group: 1, label: 'nav.visits', icon: Footprints, to: '/visits', may: seesBusiness },
}
