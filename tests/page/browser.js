// A headless Chromium with a page of miit-load --page open in it.
//
// Node finds playwright-core and axe-core below NODE_PATH (tests/page/setup).  The
// browser may use no network; what it asks for all the same is noted.
'use strict';
const {chromium} = require('playwright-core');
const {pathToFileURL} = require('url');

// Calls work(open) with a function open(file, hash, options) that returns a page;
// page.asked lists the requests beyond the file itself, page.errors what the
// console and the page complained of.
async function withBrowser(work) {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
		args: ['--no-sandbox', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
	});
	try {
		await work(async (file, hash = '', options = {}) => {
			const context = await browser.newContext({locale: 'en-GB', offline: true,
			    viewport: {width: 1280, height: 900}, ...options});
			const page = await context.newPage(), address = pathToFileURL(file).href;
			page.asked = [];
			page.errors = [];
			page.on('request', r => {
				if (r.url().split('#')[0] !== address)
					page.asked.push(r.url());
			});
			page.on('console', m => {
				if (['error', 'warning'].includes(m.type()))
					page.errors.push(m.text());
			});
			page.on('pageerror', e => page.errors.push(String(e)));
			await page.goto(address + hash);
			await page.waitForSelector('main h1');
			return page;
		});
	} finally {
		await browser.close();
	}
}

module.exports = {withBrowser};
