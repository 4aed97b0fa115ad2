import type { SopFile } from '#formats/sop.ts';
import type { Directory } from '#model/directory.ts';

/** People, groups and holidays as an SOP's file brings them; nobody is absent. */
export const directoryOf = ({ directory, holidays }: SopFile): Directory => ({
  people: directory?.people ?? {},
  groups: directory?.groups ?? {},
  absences: {},
  holidays: holidays ?? {},
});
