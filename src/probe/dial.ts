export { systemDial, type Dial } from './system-dial.ts';
