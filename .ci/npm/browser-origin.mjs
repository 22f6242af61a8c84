// A browser whose pages are of http://learn.localhost and call http://api.localhost, which leads to the API through a
// connection that can be cut. Both are secure contexts for browsers, as https is.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const API = 'http://api.localhost';
const CLIENT = fileURLToPath(new URL('../../clients/typescript/dist', import.meta.url));
const PAGE = `<!doctype html><title>learn</title><link rel="icon" href="data:,">
<script type="module">import * as oncemark from '/client/index.js'; window.oncemark = oncemark;</script>`;

/** The page, and the client's modules as they are built. */
async function servePages() {
  const server = createServer(async (request, response) => {
    if (request.url.startsWith('/client/')) {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(await readFile(CLIENT + request.url.slice('/client'.length)));
    } else {
      response.setHeader('Content-Type', 'text/html');
      response.end(PAGE);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Connections to the API that can be cut, all at once. */
async function wire(apiPort) {
  const open = new Set();
  let isCut = false;
  const server = createTcpServer((browser) => {
    if (isCut) {
      browser.destroy();
      return;
    }
    const api = connect(apiPort, '127.0.0.1');
    for (const socket of [browser, api]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    browser.on('close', () => api.destroy());
    api.on('close', () => browser.destroy());
    browser.pipe(api).pipe(browser);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    cut(cut) {
      isCut = cut;
      if (cut) {
        open.forEach((socket) => socket.destroy());
      }
    },
    close: () => server.close(),
  };
}

/** Does it in a context of its own; tells what pages logged as errors. */
export async function inBrowser(executablePath, apiUrl, doing) {
  const pages = await servePages();
  const toApi = await wire(Number(new URL(apiUrl).port));
  const rules = `MAP learn.localhost:80 127.0.0.1:${pages.address().port}, MAP api.localhost:80 127.0.0.1:${toApi.port}`;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', `--host-resolver-rules=${rules}`] });
  try {
    const context = await browser.newContext();
    const errors = [];
    await doing({
      errors,
      async open() {
        const page = await context.newPage();
        page.on('pageerror', (error) => errors.push(String(error)));
        page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
        await page.goto('http://learn.localhost/');
        await page.waitForFunction(() => window.oncemark);
        return page;
      },
      async network(isThere) {
        if (isThere) {
          toApi.cut(false);
        }
        await context.setOffline(!isThere);
        toApi.cut(!isThere);
      },
    });
  } finally {
    await browser.close();
    toApi.cut(true);
    toApi.close();
    pages.close();
  }
}
