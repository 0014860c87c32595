import { expect, test } from './fixtures';

test('a window that has broken down can be loaded again, or the app be ended', async ({
  launchUnlocked,
}) => {
  const { app, page, complaints } = await launchUnlocked();
  const breakDown = () =>
    app.evaluate(({ BrowserWindow }) => {
      const nonsense = JSON.stringify({ kind: 'nothing that the window knows' });
      BrowserWindow.getAllWindows()[0]?.webContents.send('vault:changed', nonsense);
    });
  const title = page.getByRole('heading', { name: 'This window has run into a problem' });
  await breakDown();
  await expect(title).toBeVisible();
  await page.getByRole('button', { name: 'Reload the window' }).click();
  await expect(page.getByRole('heading', { name: 'API Keys', level: 1 })).toBeVisible();
  await breakDown();
  await expect(title).toBeVisible();
  const ended = app.waitForEvent('close');
  await page.getByRole('button', { name: 'Quit' }).click();
  await ended;
  // The console has the error of the crash, which is expected here.
  complaints.splice(0);
});
