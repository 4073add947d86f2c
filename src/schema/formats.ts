// The formats that schemas name, by their names; generated validators import them as they are.
export { isDay as date } from '../registry/day.ts';
