import * as z from 'zod';

// Schemas look for `eval` when they are made, and our content security policy reports that as a violation: imported first.
z.config({ jitless: true });
