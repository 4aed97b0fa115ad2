import { MantineProvider } from '@mantine/core';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import type { Field, FieldType } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FieldId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { FieldsForm } from './fields-form.tsx';
import { valueText } from './field-value.ts';

const field = (key: string, label: string, type: FieldType, required = false): Field => ({
  id: as<FieldId>(`f_${key}`),
  order: 'a0',
  key,
  label,
  required,
  type,
});
const fields = [
  field('name', 'Model name', { kind: 'string', max: 80 }, true),
  field('share', 'Share of traffic', { kind: 'number', min: 0, max: 100, unit: '%' }),
  field('regulated', 'Regulated', { kind: 'boolean' }),
  field('change', 'Kind of change', { kind: 'enum', values: ['new model', 'retrain'] }),
  field('day', 'Planned date', { kind: 'date' }),
  field('time', 'Planned time', { kind: 'time' }),
];

type Values = { readonly [key: string]: Json };
async function form(problems?: ReadonlyMap<FieldId, string>) {
  const changed = vi.fn<(values: Values) => void>();
  function Form() {
    const [values, set] = useState<Values>({});
    return (
      <FieldsForm
        fields={fields}
        values={values}
        {...(problems === undefined ? {} : { problems })}
        onChange={(key, value) => {
          const { [key]: _, ...rest } = values;
          const next = value === undefined ? rest : { ...rest, [key]: value };
          changed(next);
          set(next);
        }}
      />
    );
  }
  await render(
    <MantineProvider>
      <Form />
    </MantineProvider>,
  );
  return () => changed.mock.lastCall?.[0];
}

test('values come out as the type says: numbers as numbers, times with seconds', async () => {
  const values = await form();
  await userEvent.fill(page.getByLabelText('Model name'), 'pricing-optimizer');
  await userEvent.fill(page.getByLabelText('Share of traffic'), '5');
  await page.getByLabelText('Regulated').click();
  await page.getByRole('combobox', { name: 'Kind of change' }).click();
  await page.getByRole('option', { name: 'retrain' }).click();
  await userEvent.fill(page.getByLabelText('Planned date'), '2026-10-16');
  await userEvent.fill(page.getByLabelText('Planned time'), '16:30');
  expect(values()).toEqual({
    name: 'pricing-optimizer',
    share: 5,
    regulated: true,
    change: 'retrain',
    day: '2026-10-16',
    time: '16:30:00',
  });
});

test('what is emptied is not entered, rather than an empty text', async () => {
  const values = await form();
  await userEvent.fill(page.getByLabelText('Model name'), 'x');
  await userEvent.clear(page.getByLabelText('Model name'));
  expect(values()).toEqual({});
});

test('a number out of range is kept as it was typed: the validator says what is wrong with it', async () => {
  const values = await form();
  await userEvent.fill(page.getByLabelText('Share of traffic'), '250');
  await userEvent.tab();
  expect(values()).toEqual({ share: 250 });
});

test.each([
  ['1.5', 1.5],
  ['0.05', 0.05],
  ['-0.10', -0.1],
  ['99999999999999999999', 1e20],
])('%s, typed key by key, is that number', async (typed, number) => {
  const values = await form();
  await userEvent.type(page.getByLabelText('Share of traffic'), typed);
  expect(values()).toEqual({ share: number });
});

test('a problem stands at its field and is read with it', async () => {
  await form(new Map([[as<FieldId>('f_name'), 'A model name is needed.']]));
  const input = page.getByLabelText('Model name');
  await expect.element(input).toHaveAttribute('aria-invalid', 'true');
  await expect.element(input).toHaveAccessibleDescription(/A model name is needed\./);
});

test('a date is also written so that it cannot be misread', async () => {
  await form();
  await userEvent.fill(page.getByLabelText('Planned date'), '2026-03-04');
  await expect.element(page.getByText('4 Mar 2026')).toBeInTheDocument();
});

const read = (key: string, value: Json): string => {
  const one = fields.find((candidate) => candidate.key === key);
  return one === undefined ? '' : valueText(one, value);
};

test('values are read back in words', () => {
  expect([
    read('share', 5),
    read('regulated', false),
    read('day', '2026-03-04'),
    read('time', '16:30:00'),
  ]).toEqual(['5 %', 'No', '4 Mar 2026', '16:30']);
});

test('what is wrong with a choice names the choices as the list does', async () => {
  await form(new Map([[as<FieldId>('f_change'), 'Choose one of new model, retrain.']]));
  await expect
    .element(page.getByRole('combobox', { name: 'Kind of change' }))
    .toHaveAccessibleDescription('Choose one of new model, Retrain.');
});
