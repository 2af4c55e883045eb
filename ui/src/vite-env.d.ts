/// <reference types="vite/client" />
declare module 'virtual:licences' {
  export interface Licence { name: string, version: string, licence: string, text: string }
  const licences: Licence[]
  export default licences
}
