import { MantineProvider } from '@mantine/core';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Select } from './select.tsx';
import { cssVariables, theme } from './theme.ts';
import './theme.css';

test('a field says that its list is open, and which list that is', async () => {
  await render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <Select label="Gate" data={['One', 'Two']} />
    </MantineProvider>,
  );
  const field = page.getByRole('combobox', { name: 'Gate' });
  await expect.element(field).toHaveAttribute('aria-expanded', 'false');
  await field.click();
  const list = page.getByRole('listbox', { name: 'Gate' });
  await expect.element(list).toBeVisible();
  await expect.element(field).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(() => field.element().getAttribute('aria-controls')).toBe(list.element().id);
});
