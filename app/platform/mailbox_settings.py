"""Where replies come in by mail: the mailbox that is read, `imaps://user:password@host/INBOX`, and the addresses that lead to its cases."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from app.platform.mail_settings import ADDRESS, WrongMailSetting, is_loopback

PORTS = {"imap": 143, "imaps": 993}
CASE = "{case}"
"""Stands in the reply address where each case has its own letters."""

DONE_FOLDER = "Saisine"
"""Where mails go that were dealt with."""

LONGEST_LOCAL = 64
TAKEN = f"must name another folder than {DONE_FOLDER}: what was read is moved there"
USAGE = "must be imaps://user:password@host, with /FOLDER for another folder than INBOX; imap:// only for a server on this machine"


@dataclass(frozen=True, kw_only=True)
class MailboxSettings:
    """The mailbox: its server, its user, the folder that is read. `encrypted` says TLS from the first byte; `ca_file` whom to trust."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    ca_file: Path | None = None

    @property
    def url(self) -> str:
        """The address as a setting, with its password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"{'imaps' if self.encrypted else 'imap'}://{login}@{host}:{self.port}/{quote(self.folder, safe='')}"


def mailbox_settings(url: str, ca_file: Path | None, reply_address: str) -> MailboxSettings | None:
    """The settings that these texts describe; None where no mailbox is given. Raises WrongMailSetting, which never repeats a password."""
    if not url:
        return None
    if not reply_address:
        raise WrongMailSetting("REPLY_ADDRESS", "must be set, since SAISINE_MAILBOX_URL is: it says which mail belongs to which case")
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise WrongMailSetting("MAILBOX_URL", USAGE) from None  # the parser's own message may quote the password
    sound = parts.hostname and parts.username and parts.password and not parts.query and not parts.fragment
    if not sound or not parts.hostname or (parts.scheme == "imap" and not is_loopback(parts.hostname)):
        raise WrongMailSetting("MAILBOX_URL", USAGE)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if folder == DONE_FOLDER:
        raise WrongMailSetting("MAILBOX_URL", TAKEN)
    return MailboxSettings(
        host=parts.hostname,
        port=port,
        encrypted=parts.scheme == "imaps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=folder,
        ca_file=ca_file,
    )


def reply_address(template: str) -> str:
    """The template of the addresses of cases, such as `replies+{case}@example.org`; "" for none. Raises WrongMailSetting."""
    filled = template.replace(CASE, "a" * 26)
    local = filled.partition("@")[0]
    if template and not (
        template.count(CASE) == 1
        and CASE in template.partition("@")[0]
        and ADDRESS.fullmatch(filled)
        and len(local) <= LONGEST_LOCAL
        and not re.search(r"\.\.|^\.|\.@", filled)
    ):
        raise WrongMailSetting("REPLY_ADDRESS", "must be an address with {case} before its @, such as replies+{case}@example.org")
    return template
