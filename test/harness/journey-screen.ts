import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { listMissing, listTexts } from './journey-texts.ts';

/** What is wrong with the screen as it stands; nothing where all is well. */
export async function inspectScreen(page: Page): Promise<string[]> {
  return [...(await listViolations(page)), ...(await inspectTexts(page))];
}

/** What is wrong with the screen's texts and their room: missing ones, and what makes the page wider than the window. */
export async function inspectTexts(page: Page): Promise<string[]> {
  const missing = listMissing(await listTexts(page)).map((text) => `text missing: ${text}`);
  return [...missing, ...(await listOverflowing(page))];
}

/** Serious and critical accessibility violations, each with the elements it was found on. */
async function listViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    // All in the page itself: Plumb has no frames, whose findings would be put together in a page of their own.
    .setLegacyMode()
    // The list of a combobox is moved through from its input, which axe sees only where the list itself scrolls.
    .exclude('[role="listbox"] .mantine-ScrollArea-viewport')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const told = nodes.slice(0, 3).map(({ html, failureSummary = '' }) => `${html}\n${failureSummary}`);
      return `${id}: ${help}, ${nodes.length} times\n${told.join('\n')}`;
    });
}

/** What makes the page wider than the window, outermost first. What scrolls inside a box of its own does not. */
async function listOverflowing(page: Page): Promise<string[]> {
  const width = page.viewportSize()?.width ?? 0;
  return page.evaluate((most) => {
    const wide = document.documentElement.scrollWidth;
    if (wide <= most) return [];
    const reaching = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > most + 1,
    );
    const named = reaching.slice(0, 5).map((element) => element.outerHTML.slice(0, 160));
    return [`${wide} px wide in a window of ${most} px: ${named.join('\n')}`];
  }, width);
}
