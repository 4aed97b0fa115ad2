import { zone as deviceZone } from '#store/clock.ts';

/** All zones the browser knows; the device's own stands first. */
export const zones: readonly string[] = [
  deviceZone(),
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== deviceZone()),
];
