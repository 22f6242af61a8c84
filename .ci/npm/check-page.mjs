// Opens the page at the address given, as a phone would, and fails where it does not do what it should.
// usage: node check-page.mjs URL CHROMIUM SCREENSHOT [SERVICE_TOKEN LEARNER_TOKEN ENROLLMENT_OF_LEARNER]
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const [url, executablePath, screenshot, serviceToken, learnerToken, ownEnrollment] = process.argv.slice(2);
const hostile = '<img src=x onerror=document.title="hit">';
const enrollment = `page ${hostile} ${Date.now()}`;

async function complete(lessonId, of = enrollment) {
  const response = await fetch(`${url}/v1/enrollments/${encodeURIComponent(of)}/completions`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Prefer: 'wait=10',
      ...(serviceToken && { Authorization: `Bearer ${serviceToken}` }),
    },
    body: JSON.stringify({ lessonId }),
  });
  return response.status;
}

async function opened(browser, errors) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  return page;
}

async function useToken(page, token) {
  await page.getByLabel('This installation asks for a token').fill(token);
  await page.getByRole('button', { name: 'Use it' }).click();
}

async function show(page, id) {
  await page.getByLabel('Enrollment id').fill(id);
  await page.getByRole('button', { name: 'Show' }).click();
}

async function checkTokens(browser, page, errors) {
  await page.getByText('a token is needed', { exact: true }).waitFor();
  await show(page, enrollment);
  await page.getByText('a token is needed, above').waitFor();
  assert.deepEqual(errors, [], 'nothing is asked for that would be refused');
  await page.screenshot({ path: screenshot.replace('.png', '-token.png'), fullPage: true });
  await useToken(page, 'nonsense');
  await page.getByText('the token is not accepted').waitFor();
  assert.match(errors.splice(0).join(), /401/);

  const learners = await opened(browser, []);
  await useToken(learners, learnerToken);
  await learners.getByText('for one learner').waitFor();
  await show(learners, ownEnrollment);
  await learners.locator('#found').getByText(ownEnrollment).waitFor();
  assert.equal(await complete('own', ownEnrollment), 201);
  await learners.locator('#lessons').getByText('own').waitFor();
  await show(learners, enrollment);

  await useToken(page, serviceToken);
  assert.equal(page.url().includes('token'), false);
}

async function checkPage(page) {
  await page.getByText('live', { exact: true }).waitFor();
  assert.equal(await complete(`first ${hostile}`), 201);
  await page.locator('#latest').getByText(`first ${hostile} of ${enrollment}`).waitFor();
  await page.locator('#verdicts').getByText(/^ACCEPTED \d/).waitFor();

  await show(page, enrollment);
  await page.locator('#found').getByText(enrollment).waitFor();
  await page.waitForFunction(() => Number(document.getElementById('following').textContent) > 0);
  assert.equal(await complete(`second ${hostile}`), 201);
  await page.locator('#lessons').getByText(`second ${hostile}`).waitFor();
}

async function checkWidth(page) {
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(needed <= width, `the page is ${needed} pixels wide on a screen of ${width}`);
  }
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const errors = [];
  const page = await opened(browser, errors);
  if (serviceToken) {
    await checkTokens(browser, page, errors);
  }
  await checkPage(page);
  await checkWidth(page);
  assert.equal(await page.locator('img').count(), 0, 'an id was rendered as HTML');
  assert.equal(await page.title(), 'Oncemark');
  assert.deepEqual(errors, []);
  await page.screenshot({ path: screenshot, fullPage: true });
  console.log('the page does what it should');
} finally {
  await browser.close();
}
