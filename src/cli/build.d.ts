// What the build knows of itself.
declare module 'virtual:build' {
  /** Another for every change of the program: 64 hexadecimal digits. */
  export const build: string;
}
