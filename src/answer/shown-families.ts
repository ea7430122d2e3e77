/**
 * Families that are named beside a sound. People know what they are, and they say more than the sound alone: of a bark that it is
 * a dog, of a harp that it is music.
 */
export const SHOWN_FAMILIES: ReadonlySet<string> = new Set([
  ...['human_sounds', 'human_group_actions', 'speech', 'singing', 'laughing'],
  ...['animal', 'dog', 'cat', 'horse', 'cow', 'pig', 'goat', 'chicken_rooster', 'turkey', 'duck', 'goose'],
  ...['bird', 'pigeon_dove', 'crow', 'owl', 'insects', 'frog', 'snake'],
  ...['music', 'natural_sounds'],
  ...['vehicle', 'boat_water_vehicle', 'car', 'train', 'aircraft', 'engine'],
  ...['alarm', 'telephone', 'domestic_sounds_home_sounds', 'door', 'tools'],
]);
