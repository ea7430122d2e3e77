/** Entry of the worker that computes maps of recordings. Opens a channel for every port that a page sends. */
import { MapUser } from './map-user.js';
import { openChannels } from './open-channels.js';

openChannels((port) => new MapUser(port));
