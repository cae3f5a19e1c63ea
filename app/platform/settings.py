"""What an installation can set, read once from `SAISINE_*` variables. A wrong or unknown value stops the start with its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import TypedDict
from zoneinfo import ZoneInfo

from platformdirs import user_config_path, user_data_path

from app.platform.errors import SaisineError
from app.platform.mail_settings import ADDRESS, MailSettings, WrongMailSetting, mail_settings, public_address
from app.platform.mailbox_settings import MailboxSettings, mailbox_settings, reply_address

PREFIX = "SAISINE_"
SECRETS = ("DATABASE_URL", "SMTP_URL", "MAILBOX_URL")
PLAIN = (
    "DATA_DIR",
    "MASTER_KEY_FILE",
    "HOST",
    "PORT",
    "ALLOWED_HOSTS",
    "SECURE_COOKIES",
    "TIME_ZONE",
    "RETENTION_DAYS",
    "RATE_LIMITS",
    "TRUSTED_PROXIES",
    "MAIL_FROM",
    "PUBLIC_URL",
    "TSA_URL",
    "TSA_CA_FILE",
    "MAILBOX_CA_FILE",
    "REPLY_ADDRESS",
    "OPERATOR_MAIL",
    "KNOWN_REPLIES",
)
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 -- not to listen on: names under which nobody can be reached
YES_NO = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}

RATE_LIMITS: Mapping[str, int] = {"codes": 30, "dossiers": 30, "letters": 300, "batches": 60, "packets": 10, "replies": 30, "pages": 600}
"""How many an address may ask for in a minute: codes tried, dossiers opened, letters and archives made, tables of people read,
packets bound, replies read, pages of originals drawn."""


class InvalidSetting(SaisineError):
    """A `SAISINE_*` variable is unknown or has a value that cannot be used; the message names it and says what would do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything an installation can set. `allowed_hosts` are the names under which the server answers, without port.

    A case goes `retention_days` after it was closed; None keeps it until somebody erases it. `known_replies` says
    that a reply may be recognised by signatures of replies to other people. `rate_limits` are requests from one address
    in a minute, by kind; without a kind there is no limit. `trusted_proxies` are the networks whose X-Forwarded-For is believed.
    `public_url` is where people reach the program; `mail` is None where no mail is sent. `tsa_url` is the authority that time-stamps
    packets, "" for none, and `tsa_ca_file` the file with its certificates. `mailbox` is where replies come in by mail, if anywhere, and
    `reply_address` the template of the cases' own addresses; `operator_mail` is told of mails that belong to no case.
    """

    data_dir: Path
    database_url: str
    master_key_file: Path
    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    secure_cookies: bool = False
    time_zone: str = "Europe/Paris"
    retention_days: int | None = 365
    known_replies: bool = False
    rate_limits: Mapping[str, int] = field(default_factory=lambda: dict(RATE_LIMITS))
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    public_url: str = ""
    mail: MailSettings | None = None
    tsa_url: str = ""
    tsa_ca_file: Path | None = None
    mailbox: MailboxSettings | None = None
    reply_address: str = ""
    operator_mail: str = ""


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from environment variables, with defaults for a single machine. Raises InvalidSetting. Nothing is created on disk."""
    given = _given(environ)
    data_dir = Path(given.get("DATA_DIR") or user_data_path("saisine", appauthor=False)).expanduser().absolute()
    key_file = Path(given.get("MASTER_KEY_FILE") or user_config_path("saisine", appauthor=False) / "master.key").expanduser().absolute()
    if key_file.is_relative_to(data_dir):
        raise InvalidSetting(
            f"{PREFIX}MASTER_KEY_FILE must lie outside the data folder {data_dir}: a backup of the data must not hold the key"
        )
    host = given.get("HOST") or "127.0.0.1"
    allowed_hosts = _hosts(given.get("ALLOWED_HOSTS", ""), host)
    return Settings(
        data_dir=data_dir,
        database_url=given.get("DATABASE_URL") or f"sqlite:///{data_dir / 'saisine.sqlite3'}",
        master_key_file=key_file,
        host=host,
        port=_port(given.get("PORT") or "8000"),
        allowed_hosts=allowed_hosts,
        secure_cookies=_yes_no("SECURE_COOKIES", given.get("SECURE_COOKIES") or ("no" if all(map(_is_loopback, allowed_hosts)) else "yes")),
        time_zone=_time_zone(given.get("TIME_ZONE") or "Europe/Paris"),
        retention_days=_days("RETENTION_DAYS", given.get("RETENTION_DAYS") or "365"),
        known_replies=_yes_no("KNOWN_REPLIES", given.get("KNOWN_REPLIES") or "no"),
        rate_limits=_rate_limits(given.get("RATE_LIMITS", "")),
        trusted_proxies=_networks(given.get("TRUSTED_PROXIES", "")),
        tsa_url=_tsa(given.get("TSA_URL", "")),
        tsa_ca_file=_readable("TSA_CA_FILE", given.get("TSA_CA_FILE", "")),
        **_mail(given),
        **_mailbox(given),
    )


def to_environment(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """`environ` for another process of the program that works on the same data, with the same keys and by the same server of mails."""
    mail, mailbox = settings.mail, settings.mailbox
    own = {
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "MASTER_KEY_FILE": str(settings.master_key_file),
        "TIME_ZONE": settings.time_zone,
        "PUBLIC_URL": settings.public_url,
        "TSA_URL": settings.tsa_url,
        "TSA_CA_FILE": str(settings.tsa_ca_file or ""),
        "REPLY_ADDRESS": settings.reply_address,
        "OPERATOR_MAIL": settings.operator_mail,
        "KNOWN_REPLIES": "yes" if settings.known_replies else "no",
        **({"SMTP_URL": mail.url, "MAIL_FROM": mail.sender} if mail else {}),
        **({"MAILBOX_URL": mailbox.url, "MAILBOX_CA_FILE": str(mailbox.ca_file or "")} if mailbox else {}),
    }
    inherited = {name: value for name, value in environ.items() if not name.startswith(PREFIX)}
    return inherited | {PREFIX + name: value for name, value in own.items()}


def _tsa(value: str) -> str:
    if not value:
        return ""
    from app.platform.timestamps import reachable_address  # noqa: PLC0415 -- most installations name none, and need not load it

    try:
        return reachable_address(value)
    except ValueError as error:
        raise InvalidSetting(f"{PREFIX}TSA_URL must be an https address (http on this machine only)") from error


def _readable(name: str, value: str) -> Path | None:
    if value and not Path(value).is_file():
        raise InvalidSetting(f"{PREFIX}{name} names a file that is not there")
    return Path(value) if value else None


class _Mail(TypedDict):
    public_url: str
    mail: MailSettings | None


def _mail(given: Mapping[str, str]) -> _Mail:
    try:
        public_url = public_address(given.get("PUBLIC_URL", ""))
        return _Mail(public_url=public_url, mail=mail_settings(given.get("SMTP_URL", ""), given.get("MAIL_FROM", ""), public_url))
    except WrongMailSetting as wrong:
        raise InvalidSetting(f"{PREFIX}{wrong.name} {wrong.why}") from None


class _Mailbox(TypedDict):
    mailbox: MailboxSettings | None
    reply_address: str
    operator_mail: str


def _mailbox(given: Mapping[str, str]) -> _Mailbox:
    try:
        address = reply_address(given.get("REPLY_ADDRESS", ""))
        ca_file = _readable("MAILBOX_CA_FILE", given.get("MAILBOX_CA_FILE", ""))
        mailbox = mailbox_settings(given.get("MAILBOX_URL", ""), ca_file, address)
    except WrongMailSetting as wrong:
        raise InvalidSetting(f"{PREFIX}{wrong.name} {wrong.why}") from None
    operator = given.get("OPERATOR_MAIL", "") or given.get("MAIL_FROM", "")
    if operator and not ADDRESS.fullmatch(operator):
        raise InvalidSetting(f"{PREFIX}OPERATOR_MAIL must be a plain address such as office@example.org")
    return _Mailbox(mailbox=mailbox, reply_address=address, operator_mail=operator)


def _given(environ: Mapping[str, str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for variable, value in environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX)
        if name in PLAIN or name in SECRETS:
            given[name] = value.strip()
        elif name.removesuffix("_FILE") in SECRETS:
            given[name.removesuffix("_FILE")] = _secret(variable, value, environ)
        else:
            raise InvalidSetting(f"{variable} is not a setting of this program. Known: {', '.join(PREFIX + n for n in PLAIN + SECRETS)}")
    return given


def _secret(variable: str, path: str, environ: Mapping[str, str]) -> str:
    if variable.removesuffix("_FILE") in environ:
        raise InvalidSetting(f"Set {variable} or {variable.removesuffix('_FILE')}, not both")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting(f"{variable} names a file that cannot be read: {type(error).__name__}") from error


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= 65535):
        raise InvalidSetting(f"{PREFIX}PORT must be a number from 1 to 65535")
    return int(value)


def _hosts(value: str, host: str) -> tuple[str, ...]:
    """Without a list, the program answers to this machine's own names, and to the address that it listens on, if that is one."""
    names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    if any(c in name for name in names for c in "/ @"):
        raise InvalidSetting(f"{PREFIX}ALLOWED_HOSTS is a list of host names with commas, such as saisine.example.org,127.0.0.1")
    return names or tuple(dict.fromkeys(("127.0.0.1", "localhost", *([] if host in ANY_ADDRESS else [host]))))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _yes_no(name: str, value: str) -> bool:
    if value.lower() not in YES_NO:
        raise InvalidSetting(f"{PREFIX}{name} must be yes or no")
    return YES_NO[value.lower()]


def _days(name: str, value: str) -> int | None:
    if value.lower() == "never":
        return None
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= 36500):
        raise InvalidSetting(f"{PREFIX}{name} must be a number of days from 1 to 36500, or never")
    return int(value)


def _rate_limits(value: str) -> dict[str, int]:
    """What is not named keeps its usual limit; "off" alone takes all of them away, "off" for one takes that one."""
    if value.lower() == "off":
        return {}
    limits = dict(RATE_LIMITS)
    for part in filter(None, (part.strip() for part in value.lower().split(","))):
        name, _, number = (side.strip() for side in part.partition("="))
        counted = number.isascii() and number.isdigit() and 1 <= int(number[:7]) <= 100_000
        if name not in RATE_LIMITS or not (counted or number == "off"):
            raise InvalidSetting(
                f"{PREFIX}RATE_LIMITS is off, or a list such as codes=30,letters=off: requests a minute for {', '.join(RATE_LIMITS)}"
            )
        limits.pop(name, None)
        limits |= {name: int(number)} if counted else {}
    return limits


def _networks(value: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
    except ValueError as error:
        raise InvalidSetting(
            f"{PREFIX}TRUSTED_PROXIES is a list of addresses or networks with commas, such as 127.0.0.1,10.0.0.0/8"
        ) from error


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError) as error:  # an unknown zone is a KeyError; a folder, or a path out of the database, the others
        raise InvalidSetting(f"{PREFIX}TIME_ZONE must be a name such as Europe/Paris") from error
    return value
