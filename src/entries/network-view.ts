/** For pages without a bundler: defines `<pinna-network>`, the running network layer by layer. Imports `pinna.js`. */
import './pinna.js';

export { PinnaNetwork } from '../elements/define/pinna-network.js';
