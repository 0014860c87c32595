import type { ElectronApplication } from '@playwright/test';

/** Chooses a menu item, like a user. */
export async function chooseFromMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    const item = items?.find((each) => each.label === wanted);
    if (item?.enabled !== true) throw new Error(`${wanted} cannot be chosen`);
    item.click();
  }, label);
}
