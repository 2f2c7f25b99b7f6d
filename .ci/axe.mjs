// What a browser and axe-core say of each page: axe.mjs MODULES PAGE…
//
// At the width of a phone and of a desk: no violation of axe's rules, no request but for the page itself, nothing
// said on the console, no sideways scrolling of the page, no title of a table cut, every scrolling region reached by
// the keyboard.
// At 200 % of the text size: no sideways scrolling either.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [modules, ...pages] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
// Contrast is what takes axe minutes on a page of ten thousand cells. There it looks at the first rows and the last one
// of each table, which are set by the same few classes as all others, and at everything outside tables.
const LARGE = 6000;
const runs = async (page) => {
  const size = await page.evaluate(() => document.querySelectorAll('*').length);
  if (size < LARGE) return [[null, {}]];
  return [
    [null, { rules: { 'color-contrast': { enabled: false } } }],
    [{ exclude: [['tbody tr:nth-of-type(n+6):not(:last-of-type)']] }, { runOnly: ['color-contrast'] }],
  ];
};
let faults = 0;
let rules = 0;
const fault = (where, what) => {
  faults += 1;
  if (faults <= 40) console.log(`${where}: ${what}`);
};

for (const file of pages) {
  for (const [width, height] of [[360, 740], [1280, 900]]) {
    const where = `${file} at ${width}`;
    const page = await browser.newPage({ viewport: { width, height } });
    const address = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url() !== address) fault(where, `asks for ${request.url()}`);
    });
    page.on('console', (message) => fault(where, `console: ${message.text()}`));
    page.on('pageerror', (error) => fault(where, `error: ${error.message}`));
    await page.goto(address);

    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if ((await overflow()) > 0) fault(where, `scrolls sideways by ${await overflow()} pixels`);

    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('caption .words')]
        .filter((words) => words.getBoundingClientRect().right > innerWidth || words.getBoundingClientRect().left < 0)
        .map((words) => words.textContent));
    for (const one of cut) fault(where, `the title of a table is cut: ${one}`);

    // As text, not as an element: the page forbids every script of its own.
    await page.evaluate(axe);
    for (const [context, options] of await runs(page)) {
      const run = ([context, options]) =>
        window.axe.run(context ?? document, { ...options, resultTypes: ['violations'] });
      const result = await page.evaluate(run, [context, options]);
      rules += result.passes.length;
      for (const violation of result.violations) {
        for (const node of violation.nodes.slice(0, 3)) {
          fault(where, `${violation.id}: ${node.html.slice(0, 160)}`);
        }
      }
    }

    const unreached = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
        .filter((element) => element.scrollWidth > element.clientWidth && element.tabIndex < 0)
        .map((element) => element.className));
    for (const one of unreached) fault(where, `the keyboard does not reach what scrolls in .${one}`);

    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => document.activeElement?.className);
    if (first !== 'skip') fault(where, `the first stop of the keyboard is “${first}”, not the skip link`);

    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    if (width > 700 && (await overflow()) > 0) fault(where, `with text at 200 % scrolls sideways by ${await overflow()}`);
    await page.close();
  }
}
await browser.close();
console.log(`axe: ${pages.length} pages at two widths, ${rules} rules passed, ${faults} faults`);
process.exit(faults > 0 || rules === 0 ? 1 : 0);
