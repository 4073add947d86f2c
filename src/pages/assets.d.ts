// What the build puts together for pages: `build/plugin.js` makes it.
declare module 'virtual:assets' {
  /** The program of a page. */
  export const script: string;
  /** The style of a page, that of pictures among it. */
  export const siteStyle: string;
  export const pictureStyle: string;
  export const lightStyle: string;
}
