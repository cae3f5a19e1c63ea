"""How mail leaves this installation, from one address of a server: `smtp://user:password@host:587` or `smtps://user:password@host`."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qs, quote, unquote, urlsplit

from app.platform.errors import SaisineError

PORTS = {"smtp": 587, "smtps": 465}
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


class WrongMailSetting(SaisineError):
    """A setting of the mail cannot be used: `name` without its prefix, and `why`, which never repeats a password."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why


class Security(StrEnum):
    """How the talk with the server is protected: from its first byte, from STARTTLS on, or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class MailSettings:
    """The server that takes our mail, and the plain address that it comes from."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str

    @property
    def domain(self) -> str:
        """The sender's."""
        return self.sender.rpartition("@")[2]

    @property
    def url(self) -> str:
        """The server's address as a setting, with its password."""
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        scheme = "smtps" if self.security is Security.TLS else "smtp"
        options = "?starttls=no" if self.security is Security.NONE else ""
        return f"{scheme}://{login}{host}:{self.port}{options}"


def mail_settings(url: str, sender: str, public_url: str) -> MailSettings | None:
    """The settings that these texts describe; None where no server is given. Raises WrongMailSetting."""
    if not url:
        return None
    if not ADDRESS.fullmatch(sender):
        raise WrongMailSetting("MAIL_FROM", "must be a plain address such as reminders@example.org, since SAISINE_SMTP_URL is set")
    if not public_url:
        raise WrongMailSetting("PUBLIC_URL", "must be set, since SAISINE_SMTP_URL is: mails carry a link to it")
    return _server(url, sender)


def public_address(url: str) -> str:
    """The address under which people reach the program, without a slash at its end; "" for none. Raises WrongMailSetting."""
    try:
        parts = urlsplit(url)
        sound = parts.port is None or parts.port > 0
    except ValueError:
        sound = False
    if url and not (
        sound
        and parts.hostname
        and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname)))
        and not (parts.username or parts.query or parts.fragment)
        and re.fullmatch(r"[!-~]+", url)
        and not re.search(r'[<>"\\]', url)
    ):
        raise WrongMailSetting("PUBLIC_URL", "must be an https address such as https://saisine.example.org")
    return url.rstrip("/")


def _server(url: str, sender: str) -> MailSettings:
    usage = "must be smtps://user:password@host, or smtp://user:password@host:587, with ?starttls=no for a server on this machine"
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        asked = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
    except (ValueError, KeyError):
        raise WrongMailSetting("SMTP_URL", usage) from None  # the parser's own message may quote the password
    starttls = asked.pop("starttls", ["required"])
    if not parts.hostname or parts.path not in ("", "/") or asked or starttls not in (["required"], ["no"]):
        raise WrongMailSetting("SMTP_URL", usage)
    plain = parts.scheme == "smtp" and starttls == ["no"]
    if plain and parts.username and not is_loopback(parts.hostname):
        raise WrongMailSetting("SMTP_URL", "would send the password readable over the network; leave out ?starttls=no")
    security = Security.TLS if parts.scheme == "smtps" else Security.NONE if plain else Security.STARTTLS
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailSettings(host=parts.hostname, port=port, security=security, user=user, password=password, sender=sender)


def is_loopback(host: str) -> bool:
    """Whether this names the machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
