import { newRequest, openTemplate, publish } from './steps/library.ts';
import { actAs, fromMore } from './steps/people.ts';
import {
  attachFigures,
  attachFile,
  fillFromSample,
  finish,
  openSigning,
  passEverything,
  readEverything,
  submit,
} from './steps/request.ts';
import { recommend, signAs } from './steps/signing.ts';
import { expect, test } from './steps/test.ts';

test('a credit model: two validators, three reviews side by side, a committee of five with one recused', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  await context.clock.install({ time: new Date('2026-10-19T09:00:00-05:00') });
  await openTemplate(page, 'Credit risk model deployment approval');
  await publish(page);
  await newRequest(page);
  await actAs(page, 'Elena Petrov');
  await fillFromSample(page, 'Auto loan scorecard 4.2: approved by the committee');
  await submit(page, 'auto-scorecard 4.2');

  await test.step('the dossier, and validation by two who did not build it', async () => {
    await actAs(page, 'Hiro Sato');
    await attachFile(page, 'Training data summary', 'Auto loans, 2019 to 2025.');
    await attachFile(page, 'Model documentation', 'A scorecard of eleven features.');
    await attachFigures(page, 'Development and holdout metrics', { development: { gini: 0.52 } });
    await passEverything(page);
    await finish(page, 'Compile model dossier');
    await recommend(page, 'Nadia Rahman');
    await actAs(page, 'Ming Zhao');
    await attachFile(page, 'Validation report', 'Reproduced within 0.2 points of Gini.');
    await signAs(page, 'Ming Zhao', 'Independent validation');
    await signAs(page, 'Carla Benitez', 'Independent validation');
  });

  await test.step('compliance, fair lending and security review it side by side', async () => {
    await actAs(page, 'Judith Abrams');
    await attachFile(page, 'Compliance memo', 'No objection.');
    await signAs(page, 'Judith Abrams', 'Compliance review');
    await recommend(page, 'Yara Haddad');
    await signAs(page, 'Rosa Delgado', 'Fair lending review');
    await signAs(page, 'Dmitri Volkov', 'Deployment infrastructure security review');
  });

  await test.step('Rajiv steps back; three of the four others carry it, against one vote', async () => {
    await actAs(page, 'Rajiv Menon');
    await fromMore(page, 'Recuse yourself…');
    const recusing = page.getByRole('dialog', { name: 'Recuse yourself' });
    await recusing.getByRole('textbox', { name: 'Reason' }).fill('I sit on the dealer’s board.');
    await recusing.getByRole('button', { name: 'Recuse', exact: true }).click();
    await expect(recusing).toBeHidden();
    await expect(page.getByRole('button', { name: /^Sign/ })).toBeHidden();
    await recommend(page, 'Laura Svensson');
    await actAs(page, 'Claire Dubois');
    await attachFile(page, 'Committee pack', 'All findings.');
    await signAs(page, 'Claire Dubois', 'Risk committee decision');
    await actAs(page, 'Hannah Stein');
    await readEverything(page);
    await passEverything(page);
    const dialog = await openSigning(page, 'Risk committee decision');
    await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Too little data on young drivers.');
    await dialog.getByRole('button', { name: /^Sign and reject/ }).click();
    await expect(dialog).toBeHidden();
    await signAs(page, 'George Papas', 'Risk committee decision');
    await signAs(page, 'Wei Lin', 'Risk committee decision');
    await expect(page.getByRole('region', { name: 'Approval token' })).toBeVisible();
    await expect(page.getByText('Release to production waits for others')).toBeVisible();
    const gates = page.getByRole('list', { name: 'Gates' });
    await expect(gates.getByRole('button', { name: /^Risk committee/ })).toHaveText(/Approved/);
  });
});
