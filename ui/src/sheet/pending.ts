// Which two groups of a sheet still wait to be typed back, where nobody could be signed in when it was made.
import { shallowRef } from 'vue'

export const pendingSheet = shallowRef<readonly number[]>()
