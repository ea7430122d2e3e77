import { describeListening } from './listening-scenario.js';

describeListening('ring');
