// Trang vẫn dùng được khi không có tệp này: nó chỉ báo rằng trang còn mở, cho thấy tiến độ, và giữ chỗ đang đứng cùng
// những gì đang gõ dở khi trang được vẽ lại.
'use strict';
setInterval(() => fetch('/song').catch(() => {}), 60000);

// ---- giữ chỗ đang đứng và những gì đang gõ dở --------------------------------------------------------
const STORE = `dang-go ${location.pathname}`;
// Ô ẩn chỉ nói trang vẽ từ bản nào, xong thì về đâu: khác thì vẫn là biểu mẫu ấy.
const isMark = (field) => ['dau', 'moc', 've', 'tiep'].includes(field.name) || field.name.startsWith('c.');
const isTyped = (field) => field.name && field.matches('input:not([type=hidden], [type=file]), textarea, select');
const isTicked = (field) => field.matches('[type=checkbox], [type=radio]');
const now = (field) => (isTicked(field) ? field.checked : field.value);
const drawn = (field) => {
  if (isTicked(field)) return field.defaultChecked;
  if (!field.matches('select')) return field.defaultValue;
  const options = [...field.options];
  return (options.find((one) => one.defaultSelected) ?? options[0])?.value;
};
// Cùng một tên ở hai lần vẽ là cùng một ô: của biểu mẫu nào, cho điều gì, thứ mấy. Lần sửa đầu, tệp đang tính là bản sửa
// cạnh tệp gốc, tệp và trang mang tên khác: lúc đó mọi điều khác phải trùng, và chỉ một ô như vậy.
const called = (field) => {
  const of = [...field.form.elements];
  const about = of.filter((one) => one.type === 'hidden' && !isMark(one)).map((one) => [one.name, one.value]);
  const fixed = isTicked(field) || field.matches('button') ? field.value : '';
  const alike = of.filter((one) => one.name === field.name && one.type === field.type);
  return JSON.stringify([field.form.getAttribute('action'), about, field.type, field.name, fixed, alike.indexOf(field)]);
};
const inAnyFile = (name) => {
  const [action, about, ...rest] = JSON.parse(name);
  return JSON.stringify([action, about.filter(([key]) => key !== 'tep' && key !== 'trang_tinh'), ...rest]);
};
const fields = () => [...document.querySelectorAll('main form')].flatMap((form) => [...form.elements]);
const kept = () => JSON.parse(sessionStorage.getItem(STORE) ?? '{"typed":[]}');
// Của biểu mẫu vừa gửi đi thì không giữ: chương trình đã nhận.
const keep = (sent) => {
  const on = document.activeElement;
  const own = fields().filter(isTyped);
  const open = own.filter((field) => field.form !== sent);
  const here = new Set(own.map(called));
  const typed = kept().typed.filter(([name]) => !here.has(name));
  for (const field of open) if (now(field) !== drawn(field)) typed.push([called(field), drawn(field), now(field)]);
  const focus = on?.form && on.closest('main') ? called(on) : null;
  sessionStorage.setItem(STORE, JSON.stringify({ typed, focus }));
};
const restore = () => {
  const { typed, focus } = kept();
  sessionStorage.removeItem(STORE);
  const all = new Map(fields().filter((field) => field.name || field.matches('button')).map((field) => [called(field), field]));
  const rest = [];
  for (const one of typed) {
    const alike = [...all].filter(([name]) => inAnyFile(name) === inAnyFile(one[0]));
    const field = all.get(one[0]) ?? (alike.length === 1 ? alike[0][1] : null);
    if (!field) rest.push(one);
    else if (drawn(field) === one[1]) field[isTicked(field) ? 'checked' : 'value'] = one[2];
  }
  if (rest.length > 0) sessionStorage.setItem(STORE, JSON.stringify({ typed: rest }));
  if (focus === undefined || focus === null || location.hash) return;
  // Điều vừa xong được đọc trước; không có thì về đúng chỗ cũ.
  const said = document.querySelector('.vua-xong');
  if (said) said.tabIndex = -1;
  (said ?? all.get(focus))?.focus();
};
document.addEventListener('submit', (event) => keep(event.target));
restore();

// ---- tiến độ ----------------------------------------------------------------------------------------
const box = document.getElementById('tien-do');
const show = (id, text) => {
  const place = document.getElementById(id);
  if (place.textContent !== text) place.textContent = text;
};
const follow = async () => {
  const state = await (await fetch('/tien-do')).json();
  if (!state.dang_chay || String(state.so) !== box.dataset.so) {
    keep();
    location.reload();
    return;
  }
  show('giai-doan', state.giai_doan);
  document.getElementById('muc-do').hidden = state.tong === 0;
  const bar = document.getElementById('thanh');
  bar.max = state.tong || 1;
  bar.value = state.xong;
  show('dem', `${state.xong}/${state.tong}`);
  setTimeout(follow, 500);
};
if (box?.hasAttribute('data-dang-chay')) setTimeout(follow, 300);

// Thả tệp ở bất cứ chỗ nào của khung: như chọn tệp trong ô.
const zone = document.querySelector('form.tha');
if (zone) {
  const input = zone.querySelector('input[type=file]');
  for (const kind of ['dragenter', 'dragover']) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add('tren'); });
  }
  zone.addEventListener('dragleave', () => zone.classList.remove('tren'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('tren');
    input.files = event.dataTransfer.files;
    input.focus();
  });
}
