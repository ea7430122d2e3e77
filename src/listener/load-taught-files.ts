import { loadPart } from '../lifetime/load-part.js';

/** Loads the code that reads and writes taught sounds. @throws PinnaError `files-missing` */
export const loadTaughtFiles = () =>
  loadPart(import('./taught-files.js'), "Pinna's code for taught sounds", 'try again');
