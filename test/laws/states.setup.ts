/** Runs in Node before the browser's tests, and hands them Node's answer. */
import type { TestProject } from 'vitest/node';
import { states } from './states.ts';

export default function setup(project: TestProject): void {
  project.provide('states', states());
}

declare module 'vitest' {
  export interface ProvidedContext {
    states: string;
  }
}
