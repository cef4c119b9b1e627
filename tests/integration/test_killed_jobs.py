"""A job that is killed at random points, again and again: no row twice, none lost, neither paid nor written down."""

import contextlib
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from deskhand.recipe.walking.rows import read

PAYING = Path(__file__).with_name("paying.py")
ROWS, KILLS = 1_000, 20


def started(what, folder):
    return subprocess.Popen([sys.executable, str(PAYING), what, str(folder)], stderr=subprocess.PIPE)


@pytest.fixture
def application(tmp_path):
    process = started("application", tmp_path)
    deadline = time.monotonic() + 20
    while not (tmp_path / "cashier").exists():
        assert time.monotonic() < deadline and process.poll() is None
    yield tmp_path
    process.kill()
    process.communicate()


def lines(file):
    return file.read_text().splitlines() if file.exists() else []


def wait_for_payments(folder, count, job):
    """Until the book has so many lines; False when the job has ended first."""
    while len(lines(folder / "book")) < count:
        with contextlib.suppress(subprocess.TimeoutExpired):
            job.wait(0.002)
            return False
    return True


@pytest.mark.timeout(600)
def test_no_row_is_done_twice_or_lost_whenever_the_job_is_killed(application):
    folder, chance = application, random.Random(5)
    rows = [f"n{number},{chance.randrange(1, 10_000)}" for number in range(ROWS)]
    (folder / "data.csv").write_text("who,amount\n" + "".join(f"{row}\n" for row in rows))
    points = sorted(chance.sample(range(1, ROWS - 5), KILLS))
    killed = 0
    for point in points:
        job = started("job", folder)
        if not wait_for_payments(folder, point, job):
            break
        # Anywhere within a row: a row takes some milliseconds.
        with contextlib.suppress(subprocess.TimeoutExpired):
            job.wait(chance.random() / 40)
        job.send_signal(signal.SIGKILL)
        job.communicate()
        killed += job.returncode == -signal.SIGKILL
    job = started("job", folder)
    _, said = job.communicate(timeout=500)
    assert job.returncode == 0, said.decode()
    assert killed == KILLS
    paid = [line.removeprefix("submit ").replace(" ", ",") for line in lines(folder / "book")]
    assert Counter(paid) == Counter(rows)
    # The kills met acts that had arrived, and acts that had not.
    settled = Counter(lines(folder / "settled"))
    assert settled["submit done"] and settled["submit again"], settled
    written = [",".join(row.cells.values()) for row in read(folder / "paid.csv").rows]
    assert written == rows == paid
