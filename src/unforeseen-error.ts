export { unforeseenError } from './errors.js';
