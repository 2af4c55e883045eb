import { Footprints } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import { type Room, seesBusiness } from '@/router/room'

/** The registrar keeps lists and logs no visits. */
const CALLS = ['liaison', 'assistant', 'prosecutor', 'head'] as const
const logs = (person: PersonView) => person.roles.some((role) => (CALLS as readonly string[]).includes(role))

export const room: Room = {
  key: 'visits',
  routes: [
    { path: '/visits', name: 'visits', component: () => import('./VisitList.vue') },
    { path: '/visits/new', name: 'log_visit', component: () => import('./log/LogVisit.vue') },
    { path: '/visits/resume', name: 'resume_visit', component: () => import('@/record/ResumeStep.vue'), props: { base: '/visits' } },
    { path: '/visits/:record', name: 'visit', component: () => import('./page/VisitPage.vue'), props: true },
  ],
  nav: { group: 1, label: 'nav.visits', icon: Footprints, to: '/visits', may: seesBusiness },
  acts: [{ key: 'log_visit', label: 'verbs.log_visit', keys: 'v', to: '/visits/new', may: logs }],
  opens: { visit: (record) => `/visits/${record}` },
  drafts: { visit: (id) => ({ path: '/visits/new', query: { draft: id } }), visit_step: (id) => ({ path: '/visits/resume', query: { draft: id } }) },
}
