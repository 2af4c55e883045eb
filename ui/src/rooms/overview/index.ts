import { ChartNoAxesColumn } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import type { Room } from '@/router/room'

/** A liaison works for one station: the board of all is not theirs, and the desk would refuse it. */
const MAY = ['assistant', 'prosecutor', 'head', 'registrar'] as const
const sees = (person: PersonView) => person.roles.some((role) => (MAY as readonly string[]).includes(role))

export const room: Room = {
  key: 'overview',
  routes: [{ path: '/overview', name: 'overview', component: () => import('./OverviewPage.vue') }],
  nav: { group: 2, label: 'nav.overview', icon: ChartNoAxesColumn, to: '/overview', may: sees },
}
