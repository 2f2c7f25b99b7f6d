// A clerk's first two months at the desk, in a real browser: desk.mjs MODULES CONGSO FOLDER [PICTURES]
//
// From an empty FOLDER to the printed report, mending ten cells and settling two unknown departments on the way, then
// a month with letters. The first month is played with the keyboard alone, and what has the focus is seen to have it at
// every stop. On every page, at the width of a phone and of a desk: no violation of axe's rules, nothing on the console,
// no request to anything but the desk, no sideways scrolling, at 200 % of the text size neither; on paper nothing is cut,
// and no menu and no button is printed (FOLDER/in holds three pages as PDF). In the end the archive is held against what the terminal makes of the
// same folder, byte for byte. With PICTURES, pages are drawn there for the manual.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

const [modules, congso, folder, pictures] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const office = join(folder, 'Sở Nội vụ');
const begun = Date.now();
const TODAY = '2020-04-20';

let faults = 0;
const fault = (where, what) => {
  faults += 1;
  console.log(`${where}: ${what}`);
};
const must = (holds, what) => {
  if (!holds) throw new Error(what);
};

// ---- what the clerk has ---------------------------------------------------------------------------
const HEAD = 'Mã hồ sơ,Tên thủ tục,Phòng ban,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Hình thức nộp,Chủ hồ sơ,Địa chỉ,Lý do trễ hạn,Ngày hẹn lại';
const day = (text) => text.split('-').reverse().join('/');
const date = (month, number) => day(`2020-${String(month).padStart(2, '0')}-${String(number).padStart(2, '0')}`);
const WELL_NAMED = ['Phòng Tư pháp', 'Phòng Người có công', 'Văn phòng Sở'];
const sheet = (month, count, change) => {
  const rows = [];
  for (let at = 0; at < count; at += 1) {
    const late = at % 7 === 0;
    const row = [
      `H${month}-${String(at + 1).padStart(3, '0')}`, 'Cấp bản sao văn bản', WELL_NAMED[at % 3],
      date(month - 1, 17 + (at % 10)), date(month, 2 + (at % 5)), date(month, (late ? 9 : 1) + (at % 4)),
      at % 2 ? 'Trực tuyến' : 'Trực tiếp', `Trần Văn Mẫu ${at + 1}`, `Số ${at + 1} đường Mẫu`,
      late ? '"Do hồ sơ phức tạp, phải xác minh, thẩm tra nhiều lần"' : '', '',
    ];
    change?.(row, at);
    rows.push(row.join(','));
  }
  return `\ufeff${HEAD}\n${rows.join('\n')}\n`;
};
// Ten cells that no calendar and no list knows, and what they should say.
const wrong = [...Array(10).keys()].map((at) => `${32 + at}/03/2020`);
const WRONG = new Map(wrong.map((text, at) => [text, date(3, 2 + ((at + 5) % 5))]));
const files = join(folder, 'cua-toi');
mkdirSync(files, { recursive: true });
writeFileSync(join(files, 'ho-so-02.csv'), sheet(2, 40));
writeFileSync(join(files, 'ho-so-03.csv'), sheet(3, 60, (row, at) => {
  if (at >= 5 && at < 15) row[4] = wrong[at - 5];
  if (at >= 20 && at < 26) row[2] = 'P. NCC';
  if (at >= 30 && at < 34) row[2] = 'Phòng Cải cách hành chính';
}));
writeFileSync(join(files, 'ho-so-04.csv'), sheet(4, 50));
// Late just now, for a letter between two reports; nobody has said why.
writeFileSync(join(files, 'ho-so-moi.csv'), sheet(4, 2, (row, at) => {
  row[0] = `M-${at + 1}`;
  [row[3], row[4], row[5]] = [date(3, 20), date(4, 8), date(4, 15)];
  row[9] = '';
}));

// ---- the browser ----------------------------------------------------------------------------------
mkdirSync(join(folder, 'moi'));
const desk = spawn(congso, ['mo', join(folder, 'moi'), '--khong-trinh-duyet', '--tinh-den', TODAY], {
  stdio: ['ignore', 'pipe', 'inherit'],
  // Where the program notes which office was open last.
  env: { ...process.env, XDG_STATE_HOME: join(folder, 'giu') },
});
process.on('exit', () => desk.kill());
const address = await new Promise((resolve, reject) => {
  let said = '';
  desk.stdout.on('data', (piece) => {
    said += piece;
    if (said.includes('\n')) resolve(said.split('\n')[0].trim());
  });
  desk.on('exit', (code) => reject(new Error(`the desk ended with ${code}`)));
});
const own = new URL(address).origin;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, locale: 'vi-VN' });
page.setDefaultTimeout(30000);
page.on('request', (request) => {
  if (!request.url().startsWith(own)) fault(page.url(), `asks for ${request.url()}`);
});
page.on('console', (message) => fault(page.url(), `console: ${message.text()}`));
page.on('pageerror', (error) => fault(page.url(), `error: ${error.message}`));

// As it is printed on A4: without what only a screen can use, and with all the rest.
const PAPER = { width: 718, height: 1000 };
const ON_PAPER = new Set(['du-lieu', 'bao-cao', 'thu-xin-loi']);
const printed = async (name) => {
  const { width, height } = PAPER;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ media: 'print' });
  const found = await page.evaluate(() => {
    const isSeen = (one) => one.getClientRects().length > 0;
    const named = (one) => one.outerHTML.slice(0, 120);
    const useless = [...document.querySelectorAll('header, nav, footer, button, input[type=file], progress')];
    const cut = [...document.querySelectorAll('main *')].filter((one) => {
      if (!isSeen(one) || one.closest('.an, datalist, select, script')) return false;
      const hides = getComputedStyle(one).overflow !== 'visible' || one.matches('input, textarea');
      return (hides && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
        || one.getBoundingClientRect().right > innerWidth + 1;
    });
    const hidden = [...document.querySelectorAll('main details > :not(summary)')].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true }));
    return {
      useless: useless.filter(isSeen).map(named),
      cut: cut.map(named),
      hidden: hidden.map(named),
      letters: document.querySelector('main').innerText.trim().length,
    };
  });
  for (const one of found.useless) fault(`${name} on paper`, `prints ${one}`);
  for (const one of found.cut) fault(`${name} on paper`, `cuts ${one}`);
  for (const one of found.hidden) fault(`${name} on paper`, `leaves out ${one}`);
  if (found.letters < 60) fault(`${name} on paper`, `only ${found.letters} letters`);
  if (ON_PAPER.has(name)) {
    mkdirSync(join(folder, 'in'), { recursive: true });
    await page.pdf({ path: join(folder, 'in', `${name}.pdf`), format: 'A4', margin: { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' } });
  }
  await page.emulateMedia({ media: null });
};

const looked = new Set();
// The page as it stands: at both widths, then as it was.
const look = async (name) => {
  looked.add(name);
  for (const [width, height] of [[390, 780], [1200, 800]]) {
    await page.setViewportSize({ width, height });
    const where = `${name} at ${width}`;
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if ((await overflow()) > 0) fault(where, `scrolls sideways by ${await overflow()} pixels`);
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    for (const { id, nodes } of found.violations) fault(where, `axe: ${id}: ${nodes[0].html.slice(0, 160)}`);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    if ((await overflow()) > 0) fault(where, `at 200 % scrolls sideways by ${await overflow()} pixels`);
    await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
  }
  await printed(name);
  await page.setViewportSize({ width: 1200, height: 800 });
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.setViewportSize({ width: 1000, height: 700 });
    // As on the machine of an office, not as where it is drawn.
    const renamed = (from, to) => page.evaluate(([from, to]) => {
      const own = (text) => text.replaceAll(from, to);
      for (const field of document.querySelectorAll('input')) field.value = own(field.value);
      const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (all.nextNode()) all.currentNode.data = own(all.currentNode.data);
    }, [from, to]);
    await renamed(`${folder}/`, 'D:\\');
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    await renamed('D:\\', `${folder}/`);
    await page.setViewportSize({ width: 1200, height: 800 });
  }
};
// What leads to another page, and past the page that shows the progress of a job.
const led = async (act) => {
  await Promise.all([page.waitForEvent('framenavigated'), act()]);
  const end = Date.now() + 120000;
  while (new URL(page.url()).pathname === '/dang-lam') {
    must(Date.now() < end, 'a job does not end');
    await page.waitForTimeout(50);
  }
  await page.waitForLoadState();
};
// The keyboard alone in the first month, the mouse in the second.
let byKeyboard = true;
let stops = 0;
let keys = 0;
// With Tab alone to one element; whatever has the focus on the way is seen to have it.
const tabTo = async (locator) => {
  const wanted = await locator.elementHandle();
  for (let at = 0; at < 600; at += 1) {
    const stop = await page.evaluate((wanted) => {
      const on = document.activeElement;
      if (on === document.body || on === document.documentElement) return { isHere: false, isSeen: true };
      const [style, box] = [getComputedStyle(on), on.getBoundingClientRect()];
      const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      const isMarked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return { isHere: on === wanted, isSeen: isOnScreen && isMarked, what: on.outerHTML.slice(0, 120) };
    }, wanted);
    // A page that was just loaded has no focus yet, and what a script was asked to show has none to be seen.
    if (!stop.isSeen && at > 0) fault(page.url(), `the focus is not seen on ${stop.what}`);
    if (stop.isHere) return;
    stops += 1;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${await locator.evaluate((one) => one.outerHTML.slice(0, 120))}`);
};
const act = async (locator) => {
  if (!byKeyboard) return locator.click();
  await tabTo(locator);
  // A button hears both, a link Enter alone.
  keys += 1;
  const isButton = await locator.evaluate((one) => one.tagName === 'BUTTON');
  return page.keyboard.press(isButton && keys % 2 ? 'Space' : 'Enter');
};
const press = (name, within = page) => led(() => act(within.getByRole('button', { name, exact: true }).first()));
const visit = (name) =>
  led(() => act(page.getByRole('navigation', { name: 'Các trang' }).getByRole('link', { name, exact: true })));
const put = async (locator, text) => {
  if (!byKeyboard) return locator.fill(text);
  await tabTo(locator);
  await page.keyboard.press('Control+A');
  return page.keyboard.type(text);
};
const tick = async (locator) => {
  if (!byKeyboard) return locator.check();
  await tabTo(locator);
  return page.keyboard.press('Space');
};
const choose = async (locator, value) => {
  if (!byKeyboard) return locator.selectOption(value);
  await tabTo(locator);
  for (let at = 0; at < 60 && (await locator.inputValue()) !== value; at += 1) await page.keyboard.press('ArrowDown');
  must((await locator.inputValue()) === value, `no arrow leads to ${value}`);
};
const words = () => page.evaluate(() => document.querySelector('main').innerText);
const drop = async (name) => {
  const field = page.locator('input[type=file]');
  if (!byKeyboard) return field.setInputFiles(join(files, name));
  // A page that a check has just ended is drawn anew, which takes the focus away: then again, as a clerk would.
  for (let again = 0; again < 5; again += 1) {
    await tabTo(field);
    const opened = page.waitForEvent('filechooser', { timeout: 5000 }).catch(() => null);
    await page.keyboard.press('Enter');
    const chooser = await opened;
    if (chooser) return chooser.setFiles(join(files, name));
  }
  return must(false, `no window to choose ${name} opens`);
};

// ---- the first run --------------------------------------------------------------------------------
await page.goto(address);
must(page.url().endsWith('/bat-dau'), `the first page is ${page.url()}`);
await look('bat-dau');
for (const [label, text] of [
  ['Thư mục sẽ tạo', office], ['Tên cơ quan', 'Sở Nội vụ'], ['Địa danh', 'Trà Vinh'], ['Chức vụ', 'GIÁM ĐỐC'],
]) {
  await put(page.getByLabel(label, { exact: false }).first(), text);
}
await press('Tiếp tục');
await look('bat-dau-tep');
await drop('ho-so-02.csv');
await press('Đọc tệp');
await look('bat-dau-xem');
for (const name of WELL_NAMED) must((await words()).includes(name), `${name} is not proposed`);
await press('Tạo thư mục của cơ quan');
must(existsSync(join(office, 'congso.toml')), 'no settings were written');

// ---- the data of a month --------------------------------------------------------------------------
await visit('Dữ liệu');
await drop('ho-so-03.csv');
await press('Chép vào và kiểm tra');
await look('du-lieu');
await choose(page.getByLabel('“P. NCC” là', { exact: false }).first(), 'la:Phòng Người có công');
await choose(page.getByLabel('“Phòng Cải cách hành chính” là', { exact: false }).first(), 'moi');
await press('Ghi vào cài đặt và đọc lại');
if (pictures) await page.locator('ul.phat-hien > li').first().screenshot({ path: join(pictures, 'sua-o.png') });
const settings = readFileSync(join(office, 'congso.toml'), 'utf8');
must(settings.includes('P. NCC') && settings.includes('Phòng Cải cách hành chính'), 'departments are not settled');
let unfinished = '';
for (let mended = 0; mended < WRONG.size; mended += 1) {
  const all = page.locator('form.sua');
  let done = false;
  for (let at = 0; at < (await all.count()) && !done; at += 1) {
    const field = all.nth(at).locator('input[name=gia_tri]');
    const good = WRONG.get(await field.inputValue());
    if (!good) continue;
    if (mended === 0) {
      const other = all.nth((at + 1) % (await all.count())).locator('input[name=gia_tri]');
      unfinished = await other.inputValue();
      await put(other, 'gõ dở');
    }
    await put(field, good);
    await press('Sửa ô này', all.nth(at));
    done = true;
  }
  must(done, `cell ${mended + 1} cannot be mended on the page`);
  if (mended === 0) {
    // What is typed elsewhere on the page stays when the page is drawn anew.
    const typed = await page.locator('form.sua input[name=gia_tri]').evaluateAll((all) => all.map((one) => one.value));
    const at = typed.indexOf('gõ dở');
    must(at >= 0, 'what was typed into another field is lost');
    await put(page.locator('form.sua input[name=gia_tri]').nth(at), unfinished);
  }
  if (mended === 0) await look('du-lieu-da-sua');
}
must(!(await words()).includes('không được tính\n'), 'rows are still left out');
await press('Kiểm tra lại');
const focused = await page.evaluate(() => document.activeElement.textContent.trim());
must(focused === 'Kiểm tra lại', `the focus is lost, to “${focused.slice(0, 80)}”`);

// ---- the report -----------------------------------------------------------------------------------
const chosen = async (period) => {
  await visit('Báo cáo');
  await put(page.getByLabel('hoặc kỳ khác'), period);
  await press('Chọn kỳ');
};
await chosen('2020-03');
await look('bao-cao');
await put(page.getByLabel('Số báo cáo'), '31');
await put(page.getByLabel('Ngày ký'), '20/03/2020');
await put(page.getByLabel('Ưu điểm'), 'Phòng Tư pháp trả kết quả sớm.');
await press('Xem trước');
must(!existsSync(join(office, 'luu-tru', '2020-03')), 'a preview was archived');
await look('bao-cao-xem-truoc');
// The data begin in the middle of the period's first days: the clerk says that this is all.
await tick(page.getByLabel('Lập dù thiếu ngày', { exact: false }));
await press('Lập báo cáo');
await look('bao-cao-da-lap');
must(existsSync(join(office, 'luu-tru/2020-03/data/bao-cao.pdf')), `no report: ${await words()}`);
for (const link of await page.locator('ul.giay a').evaluateAll((all) => all.map((one) => one.href))) {
  const answer = await page.request.get(link);
  must(answer.status() === 200, `${link}: ${answer.status()}`);
}

// ---- the archive of the terminal ------------------------------------------------------------------
const below = (root) => readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile())
  .map((one) => join(one.parentPath, one.name).slice(root.length))
  .sort();
const digest = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const same = (period, options) => {
  const again = join(folder, 'dong-lenh');
  rmSync(again, { recursive: true, force: true });
  cpSync(office, again, { recursive: true });
  rmSync(join(again, 'luu-tru', period), { recursive: true });
  const before = join(again, 'luu-tru');
  rmSync(join(before, 'so-cai.json'), { force: true });
  const run = spawnSync(congso, ['bao-cao', '-C', again, '--ky', period, '--tinh-den', TODAY, ...options], { encoding: 'utf8' });
  must([0, 3].includes(run.status), `the terminal: ${run.stderr}`);
  const [one, other] = [join(office, 'luu-tru', period), join(before, period)];
  must(below(one).join('\n') === below(other).join('\n'), `other files by terminal in ${period}`);
  for (const name of below(one)) {
    if (digest(one + name) !== digest(other + name)) fault(period, `by terminal other bytes: ${name}`);
  }
};
same('2020-03', ['--so', '31', '--ngay', '20/3/2020', '--du-lieu-thieu']);

// ---- a month with letters -------------------------------------------------------------------------
console.log(`the first month: ${stops} stops of the keyboard`);
byKeyboard = false;
await visit('Dữ liệu');
await drop('ho-so-04.csv');
await press('Chép vào và kiểm tra');
await chosen('2020-04');
await tick(page.getByLabel('Lập dù thiếu ngày', { exact: false }));
await press('Lập báo cáo');
must(existsSync(join(office, 'luu-tru/2020-04/data/thu-xin-loi/in-tat-ca.pdf')), `no letters: ${await words()}`);
same('2020-04', ['--du-lieu-thieu']);
await visit('Dữ liệu');
await drop('ho-so-moi.csv');
await press('Chép vào và kiểm tra');
await visit('Thư xin lỗi');
await press('Xem thư còn nợ');
await look('thu-xin-loi');
const reasons = page.getByLabel('Lý do xin lỗi', { exact: false });
const asked = await reasons.count();
must(asked >= 2 && /M-1/.test(await words()), `${asked} dossiers are asked for a reason`);
for (let at = 0; at < asked; at += 1) await put(reasons.nth(at), 'Do phối hợp giữa các cơ quan, đơn vị chậm');
await press('Ghi lý do và ngày hẹn lại');
// With those whose reasons the sheets had.
const ready = Number(/Đủ để lập: (\d+) thư/.exec(await words())?.[1]);
must(ready >= asked && (await page.getByLabel('Lý do xin lỗi', { exact: false }).count()) === 0, `${ready} letters are complete`);
await press(`Lập ${ready} thư`);
must(new RegExp(`Đã lập .*${ready} thư xin lỗi`).test(await words()), `no word of the letters: ${(await words()).slice(0, 400)}`);
await put(page.getByLabel(/^Số của thư thứ tự/).first(), '12');
await put(page.getByLabel(/^Ngày của thư thứ tự/).first(), '20/04/2020');
await press('Ghi số và ngày');
must(/Đã ghi số, ngày của 1 thư vào du-lieu\/so-van-thu-2020\.xlsx/.test(await words()), `no word of the numbers: ${(await words()).slice(0, 400)}`);
await look('thu-xin-loi-da-lap');
await visit('Lưu trữ');
await led(() => page.getByRole('link', { name: 'Diễn giải số liệu của 2020-03', exact: true }).click());
await look('dien-giai');
await visit('Lưu trữ');
await led(() => page.getByRole('link', { name: 'So sánh hai báo cáo trong lưu trữ', exact: true }).click());
await press('So sánh');
must(/luu-tru\/.* → luu-tru\//.test(await words()), `nothing is compared: ${(await words()).slice(0, 400)}`);
await look('so-sanh');
await visit('Lưu trữ');
await press('Xác minh');
await look('luu-tru-xac-minh');
must(!/khác|hỏng|KHÔNG/.test((await page.evaluate(() => document.querySelector('.vua-xong')?.innerText ?? '')) ), `the archive is not whole: ${(await words()).slice(0, 400)}`);
for (const [name, picture] of [
  ['Phiếu', 'phieu'], ['Cài đặt', 'cai-dat'], ['Lưu trữ', 'luu-tru'], ['Bàn làm việc', 'ban-lam-viec'],
]) {
  await visit(name);
  await look(picture);
}

// ---- the end --------------------------------------------------------------------------------------
await press('Đóng bàn làm việc');
const code = desk.exitCode ?? (await new Promise((resolve) => desk.on('exit', resolve)));
must(code === 0, `the desk ended with ${code}`);
await browser.close();
console.log(`desk: ${looked.size} pages, ${faults} faults, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
process.exit(faults ? 1 : 0);
