//! Who may ask the desk for anything: the browser that was handed the secret, on this machine, from the desk's own pages.
//!
//! Another page of the same browser can send requests here, and a name that points to 127.0.0.1 can make its pages look
//! as if they were the desk's (rebinding). So the Host must be the desk's own address, a form must come from one of its
//! pages (Origin), and the cookie, which the browser sends to no other page's request, must hold the secret.

/// What a request says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct GuestClaims<'a> {
    /// Whether it may change anything: whatever is no GET or HEAD.
    pub(crate) changes: bool,
    pub(crate) host: Option<&'a str>,
    pub(crate) origin: Option<&'a str>,
    /// `Sec-Fetch-Site`, as newer browsers say it.
    pub(crate) site: Option<&'a str>,
    pub(crate) cookie: Option<&'a str>,
    /// The secret of the address that the program opens.
    pub(crate) key: Option<&'a str>,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    Admitted,
    /// It brings the secret in its address, and gets the cookie.
    GivenCookie,
    /// It was meant for somebody else, or comes from elsewhere.
    Foreign,
    /// From this machine, but without the secret.
    Unknown,
}

/// The name of the cookie: browsers keep cookies by host alone, so each desk has its own by its port.
pub(crate) fn cookie_name(port: u16) -> String {
    format!("congso-{port}")
}

/// As it is opened in a browser: whoever has the address is let in.
pub(crate) fn address(port: u16, secret: &str) -> String {
    format!("http://127.0.0.1:{port}/?khoa={secret}")
}

/// What a desk answers to who asks whether it is one.
pub(crate) const ALIVE: &str = "congso: bàn làm việc đang mở";

/// The address and the secret of a desk.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    pub(crate) port: u16,
    pub(crate) secret: String,
}

impl Guard {
    pub(crate) fn admits(&self, claims: GuestClaims<'_>) -> Admission {
        let host = format!("127.0.0.1:{}", self.port);
        let origin = format!("http://{host}");
        if claims.host != Some(host.as_str())
            || claims.origin.is_some_and(|from| from != origin)
            || claims.site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
            || claims.changes && claims.origin.is_none()
        {
            return Admission::Foreign;
        }
        if !claims.changes && claims.key.is_some_and(|key| same(key, &self.secret)) {
            return Admission::GivenCookie;
        }
        let name = cookie_name(self.port);
        let mut cookies = claims.cookie.unwrap_or_default().split(';');
        let own = cookies.find_map(|one| one.trim().strip_prefix(&name)?.strip_prefix('='));
        if own.is_some_and(|own| same(own, &self.secret)) {
            Admission::Admitted
        } else {
            Admission::Unknown
        }
    }

    /// What the browser is told to keep: sent with no request of another page, read by no script, gone with the browser.
    pub(crate) fn cookie(&self) -> String {
        let name = cookie_name(self.port);
        format!("{name}={}; Path=/; HttpOnly; SameSite=Strict", self.secret)
    }
}

/// In the same time wherever they differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).fold(0, |differ, (one, other)| differ | (one ^ other))
            == 0
}

/// What every answer says: no script or style but the desk's own files, in no frame, kept by nobody.
pub(crate) const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The same for a page out of the archive, which brings its style within and has no script.
pub(crate) const ARCHIVED_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: GuestClaims<'_> = GuestClaims {
        changes: false,
        host: Some("127.0.0.1:4000"),
        origin: None,
        site: None,
        cookie: Some("a=1; congso-4000=bimat"),
        key: None,
    };

    #[track_caller]
    fn case(claims: GuestClaims<'_>, want: Admission) {
        let guard = Guard { port: 4000, secret: "bimat".to_owned() };
        assert_eq!(guard.admits(claims), want, "{claims:?}");
    }

    #[test]
    fn only_the_desks_own_pages_with_the_secret_are_admitted() {
        let form = GuestClaims { changes: true, origin: Some("http://127.0.0.1:4000"), ..OWN };
        case(OWN, Admission::Admitted);
        case(form, Admission::Admitted);
        case(GuestClaims { site: Some("same-origin"), ..form }, Admission::Admitted);
        case(GuestClaims { cookie: None, key: Some("bimat"), ..OWN }, Admission::GivenCookie);
        for cookie in [None, Some(""), Some("congso-4000=bimaT"), Some("congso-4001=bimat")] {
            case(GuestClaims { cookie, ..OWN }, Admission::Unknown);
            case(GuestClaims { cookie, ..form }, Admission::Unknown);
            // The secret in the address opens a page; it sends no form.
            case(GuestClaims { cookie, key: Some("bimat"), ..form }, Admission::Unknown);
        }
        case(GuestClaims { cookie: None, key: Some("bima"), ..OWN }, Admission::Unknown);
    }

    #[test]
    fn what_comes_from_elsewhere_is_refused_whatever_it_knows() {
        let form = GuestClaims { changes: true, origin: Some("http://127.0.0.1:4000"), ..OWN };
        for host in [None, Some("congso.example:4000"), Some("localhost:4000"), Some("127.0.0.1")] {
            case(GuestClaims { host, ..OWN }, Admission::Foreign);
            case(GuestClaims { host, key: Some("bimat"), ..OWN }, Admission::Foreign);
        }
        for origin in [None, Some("null"), Some("http://127.0.0.1:4001"), Some("https://a.example")]
        {
            case(GuestClaims { origin, ..form }, Admission::Foreign);
        }
        case(GuestClaims { origin: Some("https://a.example"), ..OWN }, Admission::Foreign);
        for site in ["cross-site", "same-site"] {
            case(GuestClaims { site: Some(site), ..OWN }, Admission::Foreign);
            case(GuestClaims { site: Some(site), ..form }, Admission::Foreign);
        }
    }
}
