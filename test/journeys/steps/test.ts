/** The test every journey is written with: it fails on any console error and on any request to another host. */
import { expect, test as base } from '@playwright/test';

export { expect };

export const test = base.extend({
  context: async ({ context, baseURL }, run) => {
    const faults: string[] = [];
    const home = new URL(baseURL ?? '').host;
    context.on('console', (message) => {
      if (message.type() === 'error')
        faults.push(`console: ${message.text()} ${message.location().url}`);
    });
    context.on('weberror', (thrown) => {
      faults.push(`thrown: ${thrown.error().stack ?? thrown.error().message}`);
    });
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.host !== home)
        faults.push(`asked another host: ${request.url()}`);
    });
    await run(context);
    expect(faults, 'console errors and requests to other hosts').toEqual([]);
  },
});
