/**
 * Address of a small trained model of format version 1. It loads and computes faster than the shipped models, and detects birds in the
 * scene that the fake microphone plays.
 */
export const SMALL_MODEL = '/test/fixtures/models/format-version-1/model.json';
