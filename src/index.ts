export * from './live';
export * from './whole-files';
