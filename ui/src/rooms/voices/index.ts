import { MessageSquareQuote } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import { type Room, seesBusiness } from '@/router/room'

/** Whoever does the work of a station; the registrar keeps lists and registers no voices. */
const INTAKE = ['liaison', 'assistant', 'prosecutor', 'head'] as const
const registers = (person: PersonView) => person.roles.some((role) => (INTAKE as readonly string[]).includes(role))

export const room: Room = {
  key: 'voices',
  routes: [
    { path: '/voices', name: 'voices', component: () => import('./VoiceList.vue') },
    { path: '/voices/new', name: 'register_voice', component: () => import('./register/RegisterVoice.vue') },
    { path: '/voices/resume', name: 'resume_voice', component: () => import('@/record/ResumeStep.vue'), props: { base: '/voices' } },
    { path: '/voices/:record', name: 'voice', component: () => import('./page/VoicePage.vue'), props: true },
  ],
  nav: { group: 1, label: 'nav.voices', icon: MessageSquareQuote, to: '/voices', counted: 'voice', may: seesBusiness },
  acts: [{ key: 'register_voice', label: 'verbs.register_voice', keys: 'd', to: '/voices/new', may: registers }],
  opens: { voice: (record) => `/voices/${record}` },
  drafts: { voice: (id) => ({ path: '/voices/new', query: { draft: id } }), voice_step: (id) => ({ path: '/voices/resume', query: { draft: id } }) },
}
