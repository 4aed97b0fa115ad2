/** What an expression comes to for a sample request: the person who writes it sees at once whether it says what is meant. */
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { expr } from '#engine/feel/expr.ts';
import type { Data } from '#engine/compiled.ts';
import { mergeMetrics } from '#engine/metrics.ts';
import type { Tier } from '#model/diagram.ts';
import type { Json, JsonObject } from '#model/json.ts';
import { tiersOf } from '#model/rows.ts';
import type { Sample } from '#model/sample.ts';
import { useSamples } from '#ui/samples.tsx';
import { useEditor, useEditorState, usePart } from '../context.ts';
import classes from './feel-field.module.css';

export default function SampleValue({ text }: { readonly text: string }): ReactNode {
  const { sop, store } = useEditor();
  const samples = useSamples(sop);
  const at = useEditorState((state) => state.sample);
  const tiers = usePart(tiersOf);
  const zone = usePart(({ control }) => control.zone);
  const sample = samples[at % Math.max(1, samples.length)];
  const data = useMemo(
    () => (sample === undefined ? null : dataFor(sample, tiers, zone)),
    [sample, tiers, zone],
  );
  if (sample === undefined || data === null) return null;
  return (
    <p className={classes['value']}>
      <output aria-label="Value for the sample">{shown(expr(text, zone).eval(data))}</output>
      {' for '}
      <button
        type="button"
        title="Show the next sample"
        onClick={() => {
          store.setState({ sample: at + 1 });
        }}
      >
        {sample.name}
      </button>
    </p>
  );
}

/** What an expression sees of the sample when all its metrics are attached. */
function dataFor(sample: Sample, tiers: readonly Tier[], zone: string): Data {
  const attached = [
    ...Object.values<JsonObject>(sample.metrics),
    ...sample.acts.flatMap(({ metrics }) => (metrics === undefined ? [] : [metrics])),
  ];
  const data: Data = {
    form: sample.form,
    tier: null,
    metrics: attached.reduce<JsonObject>((all, one) => mergeMetrics(all, one), {}),
    request: { id: 'REQ-1', submittedAt: sample.submitted },
  };
  const tier = tiers.find(({ when }) => expr(when, zone).eval(data) === true);
  return { ...data, tier: tier?.tier ?? null };
}

const longest = 60;
function shown(value: Json): string {
  if (value === null) return 'No value';
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
