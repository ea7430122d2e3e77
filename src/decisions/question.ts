import type { Detection } from './detection.js';

/** Questions that only one answer belongs to, with the classes and families that answer them. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  bird: ['bird', 'fowl', 'chirping_birds', 'crow', 'rooster', 'hen'],
  music: [
    ...['music', 'musical_instrument', 'acoustic_guitar', 'bass_drum', 'bassoon', 'cello', 'clarinet', 'double_bass'],
    ...['flute', 'french_horn', 'hi_hat', 'oboe', 'saxophone', 'snare_drum', 'trombone', 'violin_or_fiddle'],
  ],
  voice: ['speech', 'singing', 'choir', 'chant', 'shout', 'screaming', 'whispering'],
  group: ['human_group_actions', 'children_shouting', 'children_playing'],
  breath: ['breathing', 'coughing', 'sneezing', 'sniff'],
  dog: ['dog', 'canidae_dogs_wolves', 'howl'],
  cat: ['cat'],
  hoof: ['horse', 'cow', 'pig', 'goat', 'bleat', 'sheep'],
  insect: ['insects', 'crickets'],
  frog: ['frog'],
  alarm: [
    ...['alarm', 'siren', 'police_car_siren', 'ambulance_siren', 'fire_engine_fire_truck_siren', 'car_alarm'],
    'clock_alarm',
  ],
  horn: ['car_horn', 'air_horn_truck_horn', 'train_horn'],
  engine: ['vehicle', 'engine', 'jet_engine', 'airplane', 'helicopter', 'train', 'chainsaw'],
  bell: ['bell', 'church_bells'],
  door: ['door', 'doorbell', 'door_wood_knock'],
  water: ['water', 'liquid', 'rain', 'sea_waves', 'pouring_water', 'water_drops'],
  tool: ['tools', 'drilling', 'jackhammer', 'hand_saw'],
  bang: ['explosion', 'gun_shot', 'fireworks'],
  typing: ['typing', 'keyboard_typing', 'mouse_click'],
};

const QUESTION_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(ANSWERS).flatMap(([question, names]) => names.map((name) => [name, question])),
);

/**
 * Returns the question that a detection answers: which bird, which music, whose voice. Two detections that answer the same
 * question are shown as one. A detection without such a rival answers its own: the question is the name of its class.
 */
export function questionOf({ head, label, families }: Pick<Detection, 'head' | 'label' | 'families'>): string {
  if (head === 'bird') return 'bird';
  if (head === 'genre') return 'music';
  if (head !== 'events') return `${head} ${label}`;
  for (const name of [label, ...families]) {
    const question = QUESTION_OF.get(name);
    if (question !== undefined) return question;
  }
  return label;
}

/** Kinds of birds in models without families, from the general to the specific. */
const BIRDS_WITHOUT_FAMILIES = ['bird', 'chirping_birds'];

/** Returns how specific a detection is among those that answer the same question; more is more specific. */
export function specificity({ head, label, families }: Pick<Detection, 'head' | 'label' | 'families'>): number {
  if (head === 'bird' || label === 'music') return 0;
  if (families.length > 0) return families.length;
  const general = BIRDS_WITHOUT_FAMILIES.indexOf(label);
  return general < 0 ? BIRDS_WITHOUT_FAMILIES.length : general;
}
