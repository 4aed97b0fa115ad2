/** The device's clock, UTC ms. The one place that reads it for the store, so that who drives the browser's clock drives all. */
export const now = (): number => Date.now();

/** IANA zone of this device. */
export const zone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
