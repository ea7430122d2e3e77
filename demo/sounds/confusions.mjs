/**
 * What each version of a model confuses, by “Known failures” of its card: pairs of a sound and the class that was reported instead. A model
 * without a list shows none.
 */
export const CONFUSIONS = {
  'crnn 1.0.0': [
    ['breathing', 'ocean'],
    ['wind', 'ocean'],
    ['vacuum_cleaner', 'ocean'],
    ['train', 'ocean'],
    ['children_playing', 'chicken_rooster'],
    ['dog', 'chicken_rooster'],
    ['car_horn', 'hen'],
    ['door_wood_creaks', 'crying_sobbing'],
    ['laughing', 'crying_sobbing'],
    ['engine', 'tools'],
    ['door_wood_creaks', 'drilling'],
    ['pig', 'drilling'],
    ['door_wood_knock', 'explosion'],
    ['footsteps', 'explosion'],
    ['thunderstorm', 'explosion'],
    ['helicopter', 'rail_transport'],
    ['jackhammer', 'rail_transport'],
    ['chainsaw', 'aircraft'],
    ['washing_machine', 'aircraft'],
    ['washing_machine', 'music'],
    ['engine', 'music'],
    ['pouring_water', 'typing'],
    ['clock_tick', 'typing'],
    ['crackling_fire', 'rain'],
    ['air_conditioner', 'rain'],
    ['siren', 'insects'],
  ],
};
