"""Which case a mail belongs to, and that it comes in once."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.mailbox.ledger import LEASE, Reason, State
from app.platform.errors import InvalidInput, NotFound
from app.watching.ledger import REPLY_WAITING
from tests.hostile_files import hostile_files
from tests.mailbox.post import Post, mail


def test_a_mail_finds_its_case_by_address(post: Post) -> None:
    dossier, case = post.case()
    sent = mail(to=post.addresses.of(case).upper())
    assert post.take(sent) is State.DONE
    assert post.waiting(dossier, case) == [sent]
    assert [line.code for line in post.wiring.watch.notices(dossier) if line.code == REPLY_WAITING] == [REPLY_WAITING]


@pytest.mark.parametrize("header", ["Cc", "Delivered_To", "X_Original_To", "Resent_To"])
def test_the_address_may_stand_in_another_header(post: Post, header: str) -> None:
    dossier, case = post.case()
    assert post.take(mail(**{header: f"Camille <{post.addresses.of(case)}>"})) is State.DONE
    assert post.notes(dossier, case) == 1


@pytest.mark.parametrize("header", ["In_Reply_To", "References"])
def test_a_mail_finds_its_case_by_the_message_that_it_answers(post: Post, header: str) -> None:
    dossier, case = post.case()
    ours = post.addresses.message_id(case, b"the letter")
    assert post.take(mail(**{header: f"<else-{'x' * 60}@example.org> {ours}"})) is State.DONE
    assert post.notes(dossier, case) == 1


@pytest.mark.parametrize("written", ["SAI-7K3M-91QX", "sai-7k3m-91qx", "SAI 7K3M 91QX", "Réf.\u00a0: SAI\u20117K3M\u201191QX."])
def test_a_mail_finds_its_case_by_the_reference_in_its_text(post: Post, written: str) -> None:
    dossier, case = post.case("SAI-7K3M-91QX")
    assert post.take(mail(body=f"Bonjour, {written}\nNous refusons.")) is State.DONE
    assert post.notes(dossier, case) == 1


def test_what_names_no_case_or_several_waits_in_the_inbox(post: Post) -> None:
    (_, one), (_, other) = post.case("SAI-0000-0001"), post.case("SAI-0000-0002")
    both = f"{post.addresses.of(one)}, {post.addresses.of(other)}"
    assert [post.take(each) for each in (mail(), mail(to=both), mail(body="SAI-0000-0009"))] == [State.WAITS] * 3
    assert sorted(each.reason for each in post.wiring.inbox.waiting()) == [Reason.NO_CASE, Reason.NO_CASE, Reason.SEVERAL]


def test_a_case_that_is_older_than_the_table_of_references_is_entered_there(post: Post) -> None:
    dossier, case = post.case("SAI-7K3M-91QX")
    with post.wiring.engine.begin() as connection:
        connection.execute(text("DELETE FROM case_reference"))
    assert post.wiring.store.with_reference("SAI-7K3M-91QX") == ()
    assert [post.wiring.store.enter_references() for _ in range(2)] == [1, 0]
    assert post.take(mail(Subject="SAI-7K3M-91QX")) is State.DONE
    assert post.notes(dossier, case) == 1


def test_a_mail_may_be_larger_than_a_file_that_is_chosen(one_post: Post) -> None:
    dossier, case = one_post.case()
    assert one_post.take(mail(to=one_post.addresses.of(case), body="x" * 70 + "\r\n") + b"y\r\n" * 6_000_000) is State.DONE
    assert one_post.notes(dossier, case) == 1


def test_a_mail_in_the_thread_of_one_person_about_another_waits_in_the_inbox(post: Post) -> None:
    (_, one), _ = post.case("SAI-0000-0001"), post.case("SAI-0000-0002")
    assert post.take(mail(to=post.addresses.of(one), body="Réf. SAI-0000-0002")) is State.WAITS
    assert post.take(mail(to=post.addresses.of(one), body="Réf. SAI-0000-0001")) is State.DONE
    assert [each.reason for each in post.wiring.inbox.waiting()] == [Reason.SEVERAL]


def test_a_mail_on_which_the_reading_stumbles_is_kept(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier, case = post.case()
    monkeypatch.setattr("app.mailbox.arrivals.read_reply", lambda *_: 1 / 0)
    assert post.take(mail(to=post.addresses.of(case))) is State.DONE
    assert post.take(mail()) is State.WAITS
    assert post.waiting(dossier, case) == [mail(to=post.addresses.of(case))]


def test_the_operator_is_told_once_a_day_of_all_that_waits(post: Post) -> None:
    day = post.clock.now.date()
    told = []
    for number in range(3):
        post.take(mail(Subject=str(number)))
        told.append(post.wiring.inbox.to_tell(day))
    assert told == [1, 0, 0]
    assert [post.wiring.inbox.to_tell(day + timedelta(days=1)) for _ in range(2)] == [3, 0]


def test_an_erased_case_is_found_no_more(post: Post) -> None:
    dossier, case = post.case("SAI-7K3M-91QX")
    post.wiring.store.erase_dossier(dossier)
    assert post.take(mail(to=post.addresses.of(case), Subject="SAI-7K3M-91QX")) is State.WAITS


def test_the_same_mail_comes_in_once(post: Post) -> None:
    dossier, case = post.case()
    sent = mail(to=post.addresses.of(case))
    assert [post.take(sent), post.take(sent)] == [State.DONE, State.DONE]
    assert (len(post.waiting(dossier, case)), post.notes(dossier, case)) == (1, 1)


def test_a_mail_that_another_worker_is_at_is_left_alone_until_that_one_is_dead(post: Post) -> None:
    dossier, case = post.case()
    sent = mail(to=post.addresses.of(case))
    post.wiring.inbox.claim(sent, post.clock.now.date())
    assert post.take(sent) is State.CLAIMED
    post.clock.now += timedelta(seconds=LEASE + 1)
    assert post.take(sent) is State.DONE
    assert post.notes(dossier, case) == 1


def test_a_mail_that_was_kept_before_a_crash_is_not_kept_twice(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier, case = post.case()
    sent = mail(to=post.addresses.of(case))
    with monkeypatch.context() as crash:
        crash.setattr(post.wiring.inbox, "done", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            post.take(sent)
    post.clock.now += timedelta(seconds=LEASE + 1)
    assert post.take(sent) is State.DONE
    assert (len(post.waiting(dossier, case)), post.notes(dossier, case)) == (1, 1)


def test_the_operator_gives_a_mail_to_its_case(post: Post) -> None:
    dossier, case = post.case()
    post.take(mail())
    (found,) = post.wiring.inbox.waiting()
    assert (found.sender, found.subject) == ("DPO <dpo@example.org>", "Votre demande")
    with pytest.raises(NotFound):
        post.wiring.arrivals.assign(found.id, "a" * 26)
    post.wiring.arrivals.assign(found.id, case)
    assert post.waiting(dossier, case) == [mail()]
    assert post.wiring.inbox.count() == 0


def test_nothing_of_a_mail_in_the_inbox_is_readable_at_rest(post: Post) -> None:
    post.take(mail(Subject="Canaria Exemple", body="serin-7731"))
    post.wiring.engine.dispose()
    content = b"".join(path.read_bytes() for path in sorted(post.wiring.settings.data_dir.rglob("*")) if path.is_file())
    assert not [word for word in (b"Canaria", b"serin-7731", b"dpo@example.org") if word in content]


def test_a_case_that_takes_no_more_leaves_the_mail_in_the_inbox(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    _, case = post.case()
    monkeypatch.setattr("app.cases.uploads.MAX_FILES", 0)
    assert post.take(mail(to=post.addresses.of(case))) is State.WAITS
    (found,) = post.wiring.inbox.waiting()
    assert found.reason is Reason.REFUSED
    with pytest.raises(InvalidInput):
        post.wiring.arrivals.assign(found.id, case)


def test_hostile_mails_come_in_like_others(one_post: Post) -> None:
    dossier, case = one_post.case()
    head = f"To: {one_post.addresses.of(case)}\r\n".encode()
    hostile = [content for name, content in hostile_files() if name.endswith(".eml")][:12]
    assert [one_post.take(head + content) for content in hostile] == [State.DONE] * len(hostile)
    assert one_post.notes(dossier, case) == len(hostile)


@pytest.mark.parametrize("raw", [b"", b"\0", b"\r\n\r\n", b"From nobody", "Objet : é\n\n".encode("latin-1"), b"To: " + b"x" * 500_000])
def test_what_is_hardly_a_mail_waits_in_the_inbox(one_post: Post, raw: bytes) -> None:
    assert one_post.take(raw) is State.WAITS
    assert one_post.wiring.inbox.count() == 1
