// Opens the page at the address given, as a phone would, and fails where it does not do what it should.
// usage: node check-page.mjs URL CHROMIUM [SCREENSHOT]
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const [url, executablePath, screenshot] = process.argv.slice(2);
const hostile = '<img src=x onerror=document.title="hit">';
const enrollment = `page ${hostile} ${Date.now()}`;

async function complete(lessonId) {
  const response = await fetch(`${url}/v1/enrollments/${encodeURIComponent(enrollment)}/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'wait=10' },
    body: JSON.stringify({ lessonId }),
  });
  return response.status;
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

  await page.goto(url);
  await page.getByText('live', { exact: true }).waitFor();
  assert.equal(await complete(`first ${hostile}`), 201);
  await page.locator('#latest').getByText(`first ${hostile} of ${enrollment}`).waitFor();
  await page.locator('#verdicts').getByText(/^ACCEPTED \d/).waitFor();

  await page.getByLabel('Enrollment id').fill(enrollment);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.locator('#found').getByText(enrollment).waitFor();
  await page.waitForFunction(() => Number(document.getElementById('following').textContent) > 0);
  assert.equal(await complete(`second ${hostile}`), 201);
  await page.locator('#lessons').getByText(`second ${hostile}`).waitFor();

  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `the page is ${width} pixels wide on a screen of 360`);
  assert.equal(await page.locator('img').count(), 0, 'an id was rendered as HTML');
  assert.equal(await page.title(), 'Oncemark');
  assert.deepEqual(errors, []);
  if (screenshot) {
    await page.screenshot({ path: screenshot, fullPage: true });
  }
  console.log('the page does what it should');
} finally {
  await browser.close();
}
