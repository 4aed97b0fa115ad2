import { subjectOf } from '#run/subject.ts';
import type { Request } from '#engine/request.ts';
import type { Version } from '#model/version.ts';

/** What a request is called in lists: its subject; its id while its version is not at hand. */
export const requestTitle = (request: Request, version: Version | undefined): string =>
  version === undefined ? request.id : subjectOf(version.diagram, request.form, request.id);
