// node tests/page/screenshots.js PAGE.html FOLDER: pictures of the page for a
// person to look at.
'use strict';
const path = require('path');
const {withBrowser} = require('./browser.js');

const [, , file, folder] = process.argv;
const phone = {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, isMobile: true, hasTouch: true};
const shots = {
	'overview': {},
	'overview-dark': {options: {colorScheme: 'dark', locale: 'zh-CN'}},
	'coverage': {hash: '#view=coverage&batch=4&unit=330200'},
	'unit': {hash: '#unit=330200'},
	'firm': {firm: true},
	'phone': {options: {...phone, locale: 'zh-CN'}},
	'phone-firm': {options: phone, firm: true},
	'phone-coverage': {options: phone, hash: '#view=coverage'},
	'reviews': {hash: '#view=reviews'},
	'expiry': {hash: '#view=expiry'},
	'find': {hash: '#q=ningbo'},
	'evidence': {hash: '#view=evidence'},
	'about': {hash: '#view=about'},
	'print': {print: true, options: {viewport: {width: 794, height: 1123}}},
};

withBrowser(async open => {
	for (const [name, shot] of Object.entries(shots)) {
		if (process.argv[4] && !process.argv.slice(4).includes(name))
			continue;
		let hash = shot.hash ?? '';
		const page = await open(file, hash, shot.options);
		if (shot.firm) {
			const firm = await page.evaluate(() => {
				// The firm with the most entries has the most to show.
				const {start} = store.eventsOf;
				let best = 0;
				for (let i = 0; i < store.firm.rows; i++)
					if (start[i + 1] - start[i] > start[best + 1] - start[best])
						best = i;
				return store.firm.company[best];
			});
			await page.evaluate(id => { location.hash = '#firm=' + id; }, firm);
			await page.waitForSelector('.timeline');
		}
		if (shot.print)
			await page.emulateMedia({media: 'print'});
		await page.waitForTimeout(150);
		await page.screenshot({path: path.join(folder, name + '.png'),
		    fullPage: shot.print || !shot.fold});
		if (page.errors.length || page.asked.length)
			console.error(name, page.errors, page.asked);
		await page.context().close();
	}
}).catch(error => {
	console.error(error);
	process.exit(1);
});
