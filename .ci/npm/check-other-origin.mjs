// Calls the API from a page of another origin, as an LMS's page would, and fails where a browser keeps it from doing so.
// usage: node check-other-origin.mjs URL CHROMIUM PORT_OF_THE_PAGE TOKEN
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const [api, executablePath, port, token] = process.argv.slice(2);
const enrollment = `other-origin-${Date.now()}`;

// The page of the LMS, which has nothing of the API's.
const lms = createServer((request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>LMS</title><link rel="icon" href="data:,">');
});
await new Promise((listening) => lms.listen(Number(port), '127.0.0.1', listening));

// In the page: everything a client needs of an answer.
async function call([url, options]) {
  const response = await fetch(url, options);
  const { headers } = response;
  const shown = ['location', 'retry-after', 'preference-applied', 'date', 'allow', 'accept-encoding'];
  return {
    status: response.status,
    headers: Object.fromEntries(shown.map((name) => [name, headers.get(name)])),
    body: await response.text(),
  };
}

function completion(lessonId, more) {
  return {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': lessonId, ...more },
    body: JSON.stringify({ lessonId }),
  };
}

async function checkAnswers(page) {
  const path = `${api}/v1/enrollments/${enrollment}`;
  const pending = await page.evaluate(call, [`${path}/completions`, completion('first')]);
  assert.equal(pending.status, 202);
  assert.ok(pending.headers.date, 'the page sees the time');
  const verdict = new URL(pending.headers.location, api).href;
  const asked = await page.evaluate(call, [verdict, { headers: { Authorization: `Bearer ${token}` } }]);
  assert.ok([200, 202].includes(asked.status));

  const waited = await page.evaluate(call, [`${path}/completions`, completion('second', { Prefer: 'wait=10' })]);
  assert.equal(waited.status, 201);
  assert.equal(waited.headers['preference-applied'], 'wait=10');

  const unknown = await page.evaluate(call, [`${path}/completions`, completion('third', { Authorization: 'Bearer none' })]);
  assert.equal(unknown.status, 401);
  assert.match(unknown.body, /unauthenticated/);

  const coded = await page.evaluate(call, [`${path}/completions`, completion('fourth', { 'Content-Encoding': 'br' })]);
  assert.equal(coded.status, 415);
  assert.equal(coded.headers['accept-encoding'], 'gzip, identity');
}

// Bodies as a page can compress them by itself.
async function checkGzip(page) {
  const status = await page.evaluate(async ([url, options]) => {
    const zipped = new Blob([options.body]).stream().pipeThrough(new CompressionStream('gzip'));
    return (await fetch(url, { ...options, body: await new Response(zipped).arrayBuffer() })).status;
  }, [`${api}/v1/enrollments/${enrollment}/completions`,
    completion('zipped', { 'Content-Encoding': 'gzip', Prefer: 'wait=10' })]);
  assert.equal(status, 201);
}

async function checkEvents(page) {
  const seen = await page.evaluate(async ([url, headers, submit, options]) => {
    const response = await fetch(url, { headers });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader.read()).value;
    await fetch(submit, options);
    while (!text.includes('"lessonId":"followed"')) {
      text += (await reader.read()).value;
    }
    await reader.cancel();
    return text;
  }, [`${api}/v1/enrollments/${enrollment}/events`, { Authorization: `Bearer ${token}`, 'Last-Event-ID': '0-0' },
    `${api}/v1/enrollments/${enrollment}/completions`, completion('followed')]);
  assert.match(seen, /event: accepted/);
}

// The page is left while it sends: whether it had called the API before, or the preflight is still to come.
async function checkClosing(browser, lessonId, callsBefore) {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}/`);
  if (callsBefore) {
    await page.evaluate(call, [`${api}/v1/enrollments/${enrollment}/completions`, completion(`before ${lessonId}`)]);
  }
  await page.evaluate(([url, options]) => {
    addEventListener('pagehide', () => fetch(url, { ...options, keepalive: true }));
  }, [`${api}/v1/enrollments/${enrollment}/completions`, completion(lessonId)]);
  await page.goto('about:blank');
  await page.close();

  const headers = { Authorization: `Bearer ${token}` };
  for (let attempts = 0; attempts < 100; attempts++) {
    const { latest } = await (await fetch(`${api}/v1/activity`, { headers })).json();
    if (latest.some((result) => result.enrollmentId === enrollment && result.lessonId === lessonId)) {
      return;
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  assert.fail(`what was sent while the page closed did not arrive: ${lessonId}`);
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const errors = [];
  const page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`http://localhost:${port}/`);
  await checkAnswers(page);
  await checkGzip(page);
  await checkEvents(page);
  await checkClosing(browser, 'closing after calls', true);
  await checkClosing(browser, 'closing at once', false);
  await page.goto(`http://127.0.0.1:${port}/`);
  await assert.rejects(page.evaluate(call, [`${api}/health/live`, {}]), /Failed to fetch/, 'an origin that is not named');
  assert.deepEqual(errors, []);
  console.log('a page of another origin can do what it should');
} finally {
  await browser.close();
  lms.close();
}
