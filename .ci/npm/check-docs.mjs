// Opens the API reference behind a proxy that has it under a path, sends a completion from it with a token, and fails
// where it does not do what it should.
// usage: node check-docs.mjs URL CHROMIUM SCREENSHOT TOKEN
import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { chromium } from 'playwright-core';

const [url, executablePath, screenshot, token] = process.argv.slice(2);
const PREFIX = '/lms/oncemark';
const outside = [];

// As a reverse proxy: cuts the path's beginning off, and knows of nothing outside of it.
const proxy = createServer((incoming, answer) => {
  if (!incoming.url.startsWith(`${PREFIX}/`)) {
    outside.push(incoming.url);
    answer.writeHead(404).end();
    return;
  }
  const { method, headers } = incoming;
  incoming.pipe(request(url + incoming.url.slice(PREFIX.length), { method, headers }, (response) => {
    answer.writeHead(response.statusCode, response.headers);
    response.pipe(answer);
  }));
});
await new Promise((listening) => { proxy.listen(0, '127.0.0.1', listening); });
const origin = `http://127.0.0.1:${proxy.address().port}`;

async function authorize(page) {
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  const dialog = page.locator('.modal-ux');
  await dialog.locator('input').fill(token);
  await dialog.getByRole('button', { name: 'Apply credentials' }).click();
  await dialog.getByRole('button', { name: 'Close' }).first().click();
}

async function submit(page) {
  const operation = page.locator('#operations-submit-submitCompletion');
  await operation.locator('.opblock-summary-control').click();
  const execute = operation.getByRole('button', { name: 'Execute' });
  await execute.waitFor();
  await operation.getByPlaceholder('enrollmentId').fill(`docs-${Date.now()}`);
  await operation.locator('textarea.body-param__text').fill('{"lessonId": "tried"}');
  await execute.click();
  const answer = operation.locator('.live-responses-table .response');
  await answer.waitFor();
  await answer.scrollIntoViewIfNeeded();
  return (await answer.locator('.response-col_status').innerText()).trim();
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const errors = [];
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('request', (asked) => asked.url().startsWith(`${origin}${PREFIX}/`) || outside.push(asked.url()));
  await page.goto(`${origin}${PREFIX}/docs/`);
  await page.getByRole('heading', { name: /Oncemark/ }).waitFor();
  assert.equal(page.url(), `${origin}${PREFIX}/docs`);
  await page.screenshot({ path: screenshot });

  await authorize(page);
  assert.match(await submit(page), /^20[12]/);
  await page.screenshot({ path: screenshot.replace('.png', '-tried.png') });
  await page.locator('.models-control').click();
  await page.locator('.models .json-schema-2020-12-accordion').first().click();
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
  assert.equal(kept.includes(token), false, 'the token is kept in memory only');

  assert.deepEqual(outside, [], 'asked for outside of where the proxy has it');
  assert.deepEqual(errors, []);
  await page.getByRole('link', { name: 'Status page' }).click();
  await page.waitForURL(`${origin}${PREFIX}/`);
  console.log('the reference does what it should');
} finally {
  await browser.close();
  proxy.close();
}
