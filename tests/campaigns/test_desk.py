"""The desk sees to it that ordered letters are written, by another process with the same data and keys."""

import io
import zipfile

import pytest

from app.campaigns.ledger import Progress
from app.wiring import Wiring
from tests.campaigns.letters import ORDER, people

KEY = "a capability of this test"


def test_what_is_ordered_gets_written_by_a_process_of_its_own(wiring: Wiring, capfd: pytest.CaptureFixture[str]) -> None:
    wiring.batches.open(ORDER, people(2), KEY)
    wiring.batches.wait()
    assert "Fatal" not in capfd.readouterr().err
    assert wiring.batches.progress(KEY) == Progress(0, 2, 0)
    with zipfile.ZipFile(io.BytesIO(wiring.batches.zipped(KEY))) as archive:
        assert sum(name.endswith(".pdf") for name in archive.namelist()) == 2


def test_a_desk_that_closes_ends_its_worker_and_the_next_one_goes_on(wiring: Wiring) -> None:
    wiring.batches.open(ORDER, people(2), KEY)
    wiring.batches.close()
    wiring.batches.wake()
    wiring.batches.wait()
    assert [batch.order for batch in wiring.batches.waiting()] == [ORDER]
