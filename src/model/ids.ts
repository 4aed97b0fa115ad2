/** Branded ids. An id is a string that was made for one kind of thing; the one cast per kind stands here. */
declare const kind: unique symbol;
export type Id<K extends string> = string & { readonly [kind]: K };

export type NodeId = Id<'node'>;
/** A role is a node; where only a role may stand, the type says so. */
export type RoleId = NodeId & { readonly role: true };
/** A phase is a node too. */
export type PhaseId = NodeId & { readonly phase: true };
export type FlowId = Id<'flow'>;
export type AssignmentId = Id<'assignment'>;
export type ItemId = Id<'item'>;
export type EvidenceId = Id<'evidence'>;
export type FieldId = Id<'field'>;
export type TierId = Id<'tier'>;
export type TimerId = Id<'timer'>;
export type CalendarId = Id<'calendar'>;
export type HolidayListId = Id<'holidays'>;
export type WindowId = Id<'window'>;
export type RuleId = Id<'rule'>;
export type GroupId = Id<'group'>;
export type PersonId = Id<'person'>;
export type SopId = Id<'sop'>;
export type RequestId = Id<'request'>;
/** `${node}#${round}` */
export type WorkId = Id<'work'>;
export type TokenId = Id<'token'>;
export type SplitId = Id<'split'>;
/** `${work}/c1` */
export type ConditionId = Id<'condition'>;
export type CommandId = Id<'command'>;
/** SHA-256 of a meaning, 64 lower-case hex digits. */
export type Digest = Id<'digest'>;

/** Calls a string an id. The one cast: nothing is checked, for ids are opaque. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters -- the one brand cast, see the type above
export const as = <I extends string>(text: string): I => text as I;
