/** The one way to zod: without its compiler, for the page's content security policy forbids `new Function`. */
import { z } from 'zod';

z.config({ jitless: true });

export { z };
