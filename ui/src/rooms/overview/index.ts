import { ChartNoAxesColumn } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'overview',
  routes: [{ path: '/overview', name: 'overview', component: () => import('./OverviewPage.vue') }],
  nav: { group: 2, label: 'nav.overview', icon: ChartNoAxesColumn, to: '/overview', may: seesBusiness },
}
