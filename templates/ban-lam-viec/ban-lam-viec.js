// Trang vẫn dùng được khi không có tệp này: nó chỉ báo rằng trang còn mở và cho thấy tiến độ.
'use strict';
setInterval(() => fetch('/song').catch(() => {}), 60000);

const box = document.getElementById('tien-do');
const show = (id, text) => {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
};
const follow = async () => {
  const state = await (await fetch('/tien-do')).json();
  if (!state.dang_chay || String(state.so) !== box.dataset.so) {
    location.reload();
    return;
  }
  show('giai-doan', state.giai_doan);
  const bar = document.getElementById('thanh');
  if (bar && state.tong > 0) {
    bar.max = state.tong;
    bar.value = state.xong;
    show('dem', `${state.xong}/${state.tong}`);
  } else if (state.tong > 0) {
    location.reload();
    return;
  }
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
