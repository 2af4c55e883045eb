import { CalendarDays } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'activities',
  routes: [{ path: '/activities', name: 'activities', component: () => import('./ActivityList.vue') }],
  nav: { group: 1, label: 'nav.activities', icon: CalendarDays, to: '/activities', counted: 'activity', may: seesBusiness },
}
