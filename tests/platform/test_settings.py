"""Settings come from SAISINE_ variables; what is wrong stops the start with its name."""

from pathlib import Path

import pytest

from app.platform.settings import InvalidSetting, load_settings


def test_without_variables_one_machine_is_served_from_the_users_folders() -> None:
    settings = load_settings({"HOME": "/nowhere"})
    assert (settings.host, settings.port, settings.secure_cookies) == ("127.0.0.1", 8000, False)
    assert settings.database_url == f"sqlite:///{settings.data_dir}/saisine.sqlite3"
    assert not settings.master_key_file.is_relative_to(settings.data_dir)
    assert settings.allowed_hosts == ("127.0.0.1", "localhost")


def test_every_variable_is_read(tmp_path: Path) -> None:
    folders = {"SAISINE_DATA_DIR": str(tmp_path / "d"), "SAISINE_MASTER_KEY_FILE": str(tmp_path / "k")}
    network = {"SAISINE_HOST": "192.0.2.1", "SAISINE_PORT": "81", "SAISINE_ALLOWED_HOSTS": "a.example.org, b.example.org"}
    settings = load_settings(folders | network | {"SAISINE_TIME_ZONE": "Indian/Reunion"})
    assert settings.data_dir == tmp_path / "d"
    assert settings.allowed_hosts == ("a.example.org", "b.example.org")
    assert settings.secure_cookies
    assert (settings.port, settings.time_zone) == (81, "Indian/Reunion")


@pytest.mark.parametrize(("value", "days"), [("", 365), ("30", 30), ("never", None)])
def test_closed_cases_are_kept_a_year_unless_the_setting_says_otherwise(value: str, days: int | None) -> None:
    assert load_settings({"SAISINE_RETENTION_DAYS": value}).retention_days == days


@pytest.mark.parametrize(
    ("value", "codes", "letters"), [("", 30, 300), ("codes=5", 5, 300), ("letters=off, codes=7", 7, None), ("off", None, None)]
)
def test_limits_are_the_usual_ones_unless_the_setting_says_otherwise(value: str, codes: int | None, letters: int | None) -> None:
    limits = load_settings({"SAISINE_RATE_LIMITS": value}).rate_limits
    assert (limits.get("codes"), limits.get("letters")) == (codes, letters)


def test_proxies_are_addresses_or_networks() -> None:
    proxies = load_settings({"SAISINE_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,::1"}).trusted_proxies
    assert [str(network) for network in proxies] == ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]


@pytest.mark.parametrize(
    ("variables", "secure"),
    [
        ({"SAISINE_HOST": "0.0.0.0"}, False),  # noqa: S104 -- in a container: the port is published on this machine only
        ({"SAISINE_HOST": "192.0.2.1"}, True),
        ({"SAISINE_ALLOWED_HOSTS": "saisine.example.org"}, True),
        ({"SAISINE_ALLOWED_HOSTS": "saisine.example.org,localhost"}, True),
        ({"SAISINE_ALLOWED_HOSTS": "localhost"}, False),
    ],
)
def test_cookies_go_unprotected_only_where_nobody_else_is_answered(variables: dict[str, str], secure: bool) -> None:
    assert load_settings(variables).secure_cookies is secure


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://example\n")
    assert load_settings({"SAISINE_DATABASE_URL_FILE": str(tmp_path / "url")}).database_url == "postgresql://example"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SAISINE_PROT", "8000"),
        ("SAISINE_PORT", "99999"),
        ("SAISINE_PORT", "²"),
        ("SAISINE_SECURE_COOKIES", "perhaps"),
        ("SAISINE_RATE_LIMITS", "codes"),
        ("SAISINE_RATE_LIMITS", "codes=0"),
        ("SAISINE_RATE_LIMITS", "guesses=3"),
        ("SAISINE_TRUSTED_PROXIES", "proxy.example.org"),
        ("SAISINE_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("SAISINE_RETENTION_DAYS", "0"),
        ("SAISINE_RETENTION_DAYS", "a year"),
        ("SAISINE_RETENTION_DAYS", "99999999"),
        ("SAISINE_TIME_ZONE", "Europe/Nowhere"),
        ("SAISINE_TIME_ZONE", "../etc/passwd"),
        ("SAISINE_ALLOWED_HOSTS", "https://example.org/"),
        ("SAISINE_DATABASE_URL_FILE", "/nowhere/at/all"),
    ],
)
def test_a_wrong_variable_is_named(variable: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=variable):
        load_settings({variable: value})


def test_a_secret_given_twice_is_refused() -> None:
    with pytest.raises(InvalidSetting, match="not both"):
        load_settings({"SAISINE_DATABASE_URL": "sqlite://", "SAISINE_DATABASE_URL_FILE": "x"})


def test_the_master_key_may_not_lie_among_the_data(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="MASTER_KEY_FILE"):
        load_settings({"SAISINE_DATA_DIR": str(tmp_path), "SAISINE_MASTER_KEY_FILE": str(tmp_path / "key")})
