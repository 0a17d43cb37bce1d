"""The store under kills, damage, company and weight: it gives the right answer or none."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from qa.cache import store as storing
from qa.cache.answer import Known, packed, unpacked
from qa.cache.store import FILE, Store
from qa.finding import Edit, Finding, Suggestion
from tests.command import ROOT, invoke, program

#: Keeps answers until it is killed; the answer to number n is n passages.
KEEPING = """
import sys
from pathlib import Path
from qa.cache.answer import Known
from qa.cache.store import Store
from qa.finding import Finding
store = Store(Path(sys.argv[1]))
print("ready", flush=True)
number = int(sys.argv[2])
while True:
    number += 1
    finding = Finding("rule", "style/x", "info", 0, 1, "é" * (number % 900), str(number))
    store.put(number.to_bytes(20, "big"), Known(number, (finding,)))
    if number % 7 == 0:
        store.close()
"""


def key(number: int) -> bytes:
    return number.to_bytes(20, "big")


def filled(folder: Path, count: int = 300) -> Store:
    store = Store(folder)
    for number in range(count):
        store.put(key(number), Known(number, (Finding("r", "style/x", "info", 0, 1, "x" * 100, str(number)),)))
    store.close()
    return store


def right(known: Known | None, number: int) -> bool:
    return known is None or (known.passages == number and known.findings[0].message == str(number))


def test_an_answer_comes_back_as_it_was() -> None:
    edit = Edit(3, 4, "l’\ud800\U0001f600\x00")
    suggestion = Suggestion("a", 0.1 + 0.2, "rule", (edit, edit))
    finding = Finding("r", "style/x", "error", 3, 4, "«\u202f»", "m", 1 / 3, True, (suggestion, suggestion))
    known = Known(3, (finding, Finding("r", "style/x", "info", 0, 0, "", "")))
    again = unpacked(b"key", packed(b"key", known))
    assert again == known
    assert again is not None
    assert isinstance(again.findings[0].suggestions[0].edits[0], Edit)
    # The answer to one question is none to another.
    assert unpacked(b"other", packed(b"key", known)) is None


def test_two_that_write_at_once_lose_nothing_but_time(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen((sys.executable, "-c", KEEPING, str(tmp_path), str(start)), cwd=ROOT, stdout=subprocess.PIPE)
        for start in (0, 10**6)
    ]
    time.sleep(1.5)
    for process in processes:
        process.kill()
        process.communicate()
    store = Store(tmp_path)
    known = [store.get(key(start + number)) for start in (0, 10**6) for number in range(1, 50)]
    assert all(known)
    assert all(right(store.get(key(number)), number) for number in range(20_000))


def test_a_kill_at_any_moment_leaves_right_answers(tmp_path: Path) -> None:
    chance = random.Random(1)
    last = 0
    for _ in range(15):
        process = subprocess.Popen(
            (sys.executable, "-c", KEEPING, str(tmp_path), str(last)), cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() / 10)
        process.kill()
        process.communicate()
        store = Store(tmp_path)
        known = 0
        for number in range(1, last + 1_000):
            answer = store.get(key(number))
            assert right(answer, number)
            known += answer is not None
        # What was kept before the kill is still there.
        assert known >= last
        last = known
        store.close()
    assert last > 100


@pytest.mark.parametrize("seed", range(60))
def test_damage_gives_no_wrong_answer_and_is_made_good(seed: int, tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / FILE
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    match seed % 5:
        case 0:
            del data[chance.randrange(len(data)) :]
        case 1:
            start = chance.randrange(len(data))
            data[start : start + 3_000] = chance.randbytes(3_000)
        case 2:
            data = bytearray(chance.randbytes(chance.randrange(200_000)))
        case 3:
            data[chance.randrange(100)] ^= 1 << chance.randrange(8)  # where SQLite says what it is
        case _:
            for _ in range(60):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    # A run that finds damage may go without; those after it have a store again.
    for _ in range(3):
        store = Store(tmp_path)
        assert all(right(store.get(key(number)), number) for number in range(300))
        store.close()
        filled(tmp_path)
    store = Store(tmp_path)
    assert all(store.get(key(number)) for number in range(300))
    store.close()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_file_that_is_no_store_is_replaced(content: bytes, texts: Path, checked: Counter[str]) -> None:
    without = invoke("check", ".", "--no-cache").output_bytes
    folder = texts.parent / "kept"
    folder.mkdir()
    (folder / FILE).write_bytes(content)
    assert invoke("check", ".").output_bytes == without
    invoke("check", ".")
    checked.clear()
    assert invoke("check", ".").output_bytes == without
    assert not checked


def test_a_store_of_another_form_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    monkeypatch.setattr(storing, "FORM", storing.FORM + 1)
    assert Store(tmp_path).get(key(1)) is None
    filled(tmp_path)
    store = Store(tmp_path)
    assert store.get(key(1)) is not None
    store.close()


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "LIMIT", 200_000)
    clock = iter(range(1, 10**9))
    monkeypatch.setattr("time.time", lambda: float(next(clock)))
    filled(tmp_path, 8_000)
    assert (tmp_path / FILE).stat().st_size < 400_000
    store = Store(tmp_path)
    assert store.get(key(7_999)) is not None
    assert store.get(key(0)) is None
    store.close()


def test_what_is_used_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [10.0**9]
    monkeypatch.setattr("time.time", lambda: now[0])
    filled(tmp_path, 400)
    store = Store(tmp_path)
    now[0] += 10 * 24 * 3600
    assert store.get(key(0)) is not None
    store.close()
    now[0] += 1
    monkeypatch.setattr(storing, "LIMIT", (tmp_path / FILE).stat().st_size)
    store = Store(tmp_path)
    for number in range(10_000, 10_200):
        store.put(key(number), Known(number, (Finding("r", "style/x", "info", 0, 1, "x" * 100, str(number)),)))
    store.close()
    assert store.get(key(0)) is not None
    assert sum(store.get(key(number)) is not None for number in range(1, 400)) < 300
    store.close()


def test_runs_that_are_killed_leave_right_reports(texts: Path) -> None:
    for number in range(60):
        (texts / f"{number}.txt").write_text(f"Le chef de projet projet part, {number} fois.\n", encoding="utf-8")
    args = ("check", ".", "--output-format", "concise")
    without = program(*args, "--no-cache", cwd=texts)
    chance = random.Random(3)
    for _ in range(6):
        command = [sys.executable, "-m", "qa", *args]
        process = subprocess.Popen(
            command, cwd=texts, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(0.2 + chance.random() / 2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = program(*args, cwd=texts, RELECTURE_NO_CACHE="")
        assert (done.returncode, done.stdout, done.stderr) == (without.returncode, without.stdout, without.stderr)


def test_runs_at_once_say_the_same(texts: Path) -> None:
    for number in range(60):
        (texts / f"{number}.txt").write_text(f"Le chef de projet projet part, {number} fois.\n", encoding="utf-8")
    args = ("check", ".", "--output-format", "concise")
    without = program(*args, "--no-cache", cwd=texts)
    command = [sys.executable, "-m", "qa", *args]
    processes = [
        subprocess.Popen([*command, *jobs], cwd=texts, env=_environment(), stdout=subprocess.PIPE)
        for jobs in ((), ("--jobs=2",), ())
    ]
    assert [process.communicate()[0] for process in processes] == [without.stdout] * 3
    assert program(*args, cwd=texts, RELECTURE_NO_CACHE="").stdout == without.stdout


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}
