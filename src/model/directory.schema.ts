/** The shape of the workspace's people, groups, absences and holidays (CORE.md §3). */
import type { Absence, Directory, Group, HolidayList, Person } from './directory.ts';
import { idSchema } from './id.schema.ts';
import type { GroupId, HolidayListId, PersonId } from './ids.ts';
import { z } from './zod.ts';

const person = idSchema<PersonId>();

export const personSchema: z.ZodType<Person> = z.object({
  name: z.string(),
  active: z.boolean(),
  zone: z.string().exactOptional(),
});
export const groupSchema: z.ZodType<Group> = z.object({
  name: z.string(),
  members: z.array(person),
});
export const absenceSchema: z.ZodType<Absence> = z.object({
  person,
  substitute: person.nullable(),
  from: z.number(),
  to: z.number(),
});
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is no date (YYYY-MM-DD)');
export const holidayListSchema: z.ZodType<HolidayList> = z.object({
  days: z.array(day),
  keptUntil: day,
});

export const peopleSchema = z.record(person, personSchema);
export const groupsSchema = z.record(idSchema<GroupId>(), groupSchema);
export const holidaysSchema = z.record(idSchema<HolidayListId>(), holidayListSchema);
export const directorySchema: z.ZodType<Directory> = z.object({
  people: peopleSchema,
  groups: groupsSchema,
  absences: z.record(z.string(), absenceSchema),
  holidays: holidaysSchema,
});
