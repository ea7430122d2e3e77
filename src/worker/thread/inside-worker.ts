/** Entry of the worker that shows the inside of a network. Opens a channel for every port that a page sends. */
import { InsideUser } from './inside-user.js';
import { openChannels } from './open-channels.js';

openChannels((port) => new InsideUser(port));
