//! The one door to axum and tokio: the socket on 127.0.0.1, requests taken apart and held to the guard, answers put
//! together.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Form, FromRequest as _, Multipart, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::Response;
use tokio::time::{Instant, sleep, timeout};

use crate::desk::exchange::{AnswerFile, DeskAnswer, Manner, SentFile, Visit, encoded, parts};
use crate::desk::guard::{ARCHIVED_POLICY, Admission, Guard, GuestClaims, HEADERS};
use crate::desk::shop::{DeskOptions, Shop};
use crate::desk::stopping::{Quiet, closes};
use crate::desk::{guard, pages, secret};
use crate::error::{Error, Result, reason};
use crate::office;

/// What is typed into a form.
const FORM_BYTES: u64 = 1 << 20;
/// Files dropped in at once.
const SENT_BYTES: usize = 300 << 20;
/// How often it is asked whether to close.
const TICK: Duration = Duration::from_millis(200);
/// What is still being answered then gets so long.
const GRACE: Duration = Duration::from_secs(3);

/// A desk whose door is open, and nobody is served yet.
#[derive(Debug)]
pub(crate) struct DeskServer {
    listener: TcpListener,
    shop: Arc<Shop>,
    guard: Guard,
}

impl DeskServer {
    pub(crate) fn open(options: DeskOptions) -> Result<Self> {
        let refused = |source: std::io::Error| Error::Input {
            message: format!(
                "Không mở được bàn làm việc ở cổng {}: {}\n   = gợi ý: bỏ --cong để chương trình tự chọn cổng",
                options.port,
                reason(&source)
            ),
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let port = listener.local_addr().map_err(refused)?.port();
        let guard = Guard { port, secret: secret::new()? };
        let shop = Arc::new(Shop::new(options, (port, guard.secret.clone()))?);
        Ok(Self { listener, shop, guard })
    }

    /// With the secret: whoever has it is let in.
    pub(crate) fn address(&self) -> String {
        guard::address(self.guard.port, &self.guard.secret)
    }

    /// Until it is closed.
    pub(crate) fn serve(self) -> Result<()> {
        let shop = Arc::clone(&self.shop);
        if !office::is_unclaimed(&shop.folder()) {
            shop.check("/");
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let failed = |source: std::io::Error| Error::Input {
            message: format!("Bàn làm việc dừng: {}", reason(&source)),
        };
        let served = runtime.map_err(failed).and_then(|runtime| {
            let served = runtime.block_on(self.served()).map_err(failed);
            // What is still read from the disk for a page is waited for by nobody.
            runtime.shutdown_background();
            served
        });
        shop.leave();
        served
    }

    async fn served(self) -> std::io::Result<()> {
        let Self { listener, shop, guard } = self;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let door = Arc::new(Door { shop, guard, heard: Mutex::new(Instant::now()) });
        let router = Router::new()
            .fallback(answered)
            .layer(DefaultBodyLimit::max(SENT_BYTES))
            .with_state(Arc::clone(&door));
        let (one, other) = (Arc::clone(&door), door);
        let serving = axum::serve(listener, router).with_graceful_shutdown(one.closed());
        let serving = tokio::spawn(serving.into_future());
        other.closed().await;
        match timeout(GRACE, serving).await {
            Ok(Ok(served)) => served,
            // Somebody holds a connection open, which is cut now.
            Ok(Err(_)) | Err(_) => Ok(()),
        }
    }
}

/// What every request meets.
#[derive(Debug)]
struct Door {
    shop: Arc<Shop>,
    guard: Guard,
    /// When a page was last heard of.
    heard: Mutex<Instant>,
}

impl Door {
    async fn closed(self: Arc<Self>) {
        loop {
            sleep(TICK).await;
            let silence = self.heard.lock().unwrap_or_else(PoisonError::into_inner).elapsed();
            let (shop, patience) = (&self.shop, self.shop.options.patience);
            let (is_asked, is_working) = (shop.is_to_close(), shop.work.is_running());
            if closes(Quiet { is_asked, is_working, silence, patience }) {
                return;
            }
        }
    }
}

async fn answered(State(door): State<Arc<Door>>, request: Request) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let query = uri.query().unwrap_or_default();
    let key = query.split('&').find_map(|pair| pair.strip_prefix("khoa="));
    let claims = claims(&method, request.headers(), key);
    match door.guard.admits(claims) {
        Admission::Foreign => return plain(403, "Yêu cầu này không đến từ bàn làm việc"),
        Admission::Unknown => {
            return plain(
                403,
                "Trang này chỉ mở được từ chương trình congso: mở lại bằng cách bấm đúp vào chương trình",
            );
        }
        Admission::GivenCookie => {
            let headers =
                [(header::LOCATION, uri.path()), (header::SET_COOKIE, &door.guard.cookie())];
            return built(303, "text/plain", &headers, Body::empty());
        }
        Admission::Admitted => {}
    }
    *door.heard.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    let is_form = match method {
        Method::GET | Method::HEAD => false,
        Method::POST => true,
        _ => return plain(405, "Bàn làm việc không có cách gửi này"),
    };
    let Some(path) = parts(uri.path()) else { return plain(404, "Không có trang này") };
    let visit = match taken(Visit { is_form, path, ..Visit::default() }, request).await {
        Ok(visit) => visit,
        Err(status) => return plain(status, "Nội dung gửi đến quá lớn hoặc không đọc được"),
    };
    let shop = Arc::clone(&door.shop);
    let made = tokio::task::spawn_blocking(move || pages::answer(&shop, &visit)).await;
    match made {
        Ok(answer) => sent(answer),
        Err(_) => {
            plain(500, "Chương trình gặp lỗi bên trong khi làm trang này; không có gì được ghi")
        }
    }
}

fn claims<'a>(method: &Method, headers: &'a HeaderMap, key: Option<&'a str>) -> GuestClaims<'a> {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    GuestClaims {
        changes: !matches!(*method, Method::GET | Method::HEAD),
        host: said("host").filter(|_| headers.get_all("host").iter().count() == 1),
        origin: said("origin"),
        site: said("sec-fetch-site"),
        cookie: said("cookie"),
        key,
    }
}

/// Fields and files; a status where they cannot be taken.
async fn taken(mut visit: Visit, request: Request) -> std::result::Result<Visit, u16> {
    let is_multipart = held(&visit, request.headers())?;
    if !visit.is_form || !is_multipart {
        let fields = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        let Form(fields) = fields.map_err(|_| 400_u16)?;
        visit.fields = fields;
        return Ok(visit);
    }
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| 400_u16)?;
    while let Some(part) = parts.next_field().await.map_err(|_| 400_u16)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| 413_u16)?.to_vec();
        match file {
            Some(name) => visit.files.push(SentFile { name, bytes }),
            None => visit.fields.push((name, String::from_utf8(bytes).map_err(|_| 400_u16)?)),
        }
    }
    Ok(visit)
}

/// Whether a form is one of files; a status where it is too large, or does not say how large it is.
fn held(visit: &Visit, headers: &HeaderMap) -> std::result::Result<bool, u16> {
    let said = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let is_multipart =
        said(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if visit.is_form {
        let length: u64 =
            said(header::CONTENT_LENGTH).and_then(|length| length.parse().ok()).ok_or(411_u16)?;
        if length > if is_multipart { SENT_BYTES as u64 } else { FORM_BYTES } {
            return Err(413);
        }
    }
    Ok(is_multipart)
}

fn sent(answer: DeskAnswer) -> Response {
    let html = "text/html; charset=utf-8";
    match answer {
        DeskAnswer::Page(page) => built(200, html, &[], Body::from(page)),
        DeskAnswer::Refused(status, page) => built(status, html, &[], Body::from(page)),
        DeskAnswer::See(place) => {
            built(303, "text/plain", &[(header::LOCATION, &place)], Body::empty())
        }
        DeskAnswer::File(AnswerFile { name, kind, manner, bytes }) => {
            let saved = format!("attachment; filename*=UTF-8''{}", encoded(&name));
            let extra: &[(header::HeaderName, &str)] = match manner {
                Manner::Own => &[],
                Manner::Shown => &[(header::CONTENT_SECURITY_POLICY, ARCHIVED_POLICY)],
                Manner::Saved => &[(header::CONTENT_DISPOSITION, &saved)],
            };
            built(200, kind, extra, Body::from(bytes))
        }
    }
}

fn plain(status: u16, text: &str) -> Response {
    built(status, "text/plain; charset=utf-8", &[], Body::from(format!("{text}\n")))
}

fn built(status: u16, kind: &str, extra: &[(header::HeaderName, &str)], body: Body) -> Response {
    let mut response = Response::builder().status(status).header(header::CONTENT_TYPE, kind);
    for (name, value) in HEADERS {
        if !extra.iter().any(|(own, _)| own.as_str() == name) {
            response = response.header(name, value);
        }
    }
    for (name, value) in extra {
        response = response.header(name, *value);
    }
    response.body(body).unwrap_or_else(|_| Response::new(Body::empty()))
}
