"""Answers by key, in one SQLite file that several processes may use at once and that survives a kill at any moment.

It is only ever a saving: whatever goes wrong with it means that files are checked. SQLite keeps the file whole when a
process dies. Each answer has a digest of its own besides, so that one from a damaged disk, or from a file whose parts
do not belong together, is never taken.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from qa.cache.answer import Known, packed, unpacked

#: The form of the file and of the answers in it. One of another form is made anew.
FORM = 1
FILE = "answers.sqlite"

#: Bytes that the file may have before the older half of its answers leaves.
LIMIT = 128_000_000
#: Bytes of the largest answer that is kept: a file with tens of thousands of findings.
_LARGEST = 8_000_000
#: Answers that are written together, unless they are large, and seconds after which fewer are: so much a kill may lose.
_TOGETHER, _AFTER = 200, 1.0
#: Seconds to wait for another process that writes, in all: answers are not worth more.
_PATIENCE = 1.0
#: Seconds after which it is noted that an answer is still of use, and how many of those are noted together.
_NOTED_AFTER, _NOTED_TOGETHER = 24 * 3600, 20_000

#: What may go wrong. A damaged file can make SQLite complain in what is no UTF-8, or ask for more memory than there is.
_FAULTS = (sqlite3.Error, OSError, ValueError, MemoryError)

#: Faults of SQLite that say nothing against the file: another process at work, no space. And those that do not where
#: the rights are wanting.
_NO_DAMAGE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT)
_RIGHTS = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)

_HELD = "SELECT 1 FROM answers WHERE key = ?"

_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# https://bford.info/cachedir/\n"


class Store:
    """The answers in a folder, which is made when there is something to keep. No method raises."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        self._off = self._remade = False
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._waiting = 0
        self._written = time.monotonic()

    def get(self, key: bytes) -> Known | None:
        """The answer with a key, if there is one."""
        if key in self._new:
            return unpacked(key, self._new[key])
        row = self._tried("SELECT used, answer FROM answers WHERE key = ?", key)
        if row is None:
            return None
        used, answer = row
        known = unpacked(key, answer)
        if known is None:
            self._give_up(sqlite3.DatabaseError("a damaged answer"))
        elif not 0 <= time.time() - used < _NOTED_AFTER:
            self._used.append(key)
            if len(self._used) >= _NOTED_TOGETHER:
                self._write()
        return known

    def put(self, key: bytes, known: Known) -> None:
        """Keeps an answer."""
        if self._off:
            return
        answer = packed(key, known)
        if len(answer) > _LARGEST:
            return
        self._new[key] = answer
        self._waiting += len(answer)
        if len(self._new) >= _TOGETHER or self._waiting > _LARGEST or time.monotonic() - self._written > _AFTER:
            self._write()

    def close(self) -> None:
        """Writes what is new and lets go of the file, as must be before a fork. `get` opens it again."""
        if self._new or self._used:
            self._write()
        self._let_go()

    def _tried(self, query: str, key: bytes) -> tuple[float, bytes] | None:
        try:
            connection = self._open()
            row = connection.execute(query, (key,)).fetchone() if connection else None
        except _FAULTS as error:
            self._give_up(error)
            return None
        if row is None or not (isinstance(row[0], float) and isinstance(row[1], bytes)):
            return None
        return row[0], row[1]

    def _write(self) -> None:
        new, used = self._new, self._used
        self._new, self._used, self._waiting, self._written = {}, [], 0, time.monotonic()
        if self._off:
            return
        try:
            connection = self._open(make=True)
            if connection is None:
                return
            now = time.time()
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("UPDATE answers SET used = ? WHERE key = ?", [(now, key) for key in used])
                rows = [(key, now, answer) for key, answer in new.items()]
                connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
                if any(connection.execute(_HELD, (key,)).fetchone() is None for key in new):
                    raise sqlite3.DatabaseError("lost as soon as written")
                self._make_room(connection)
        except _FAULTS as error:
            self._give_up(error)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        def figure(name: str) -> int:
            return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

        if (figure("page_count") - figure("freelist_count")) * figure("page_size") > LIMIT:
            connection.execute(
                "DELETE FROM answers WHERE key IN"
                " (SELECT key FROM answers ORDER BY used LIMIT (SELECT (count(*) + 1) / 2 FROM answers))"
            )

    def _open(self, *, make: bool = False) -> sqlite3.Connection | None:
        """The open file; None where there is none yet, unless it is to be made."""
        if self._off or self._connection is not None:
            return self._connection
        path = self._folder / FILE
        if not path.is_file():
            if not make:
                return None
            _prepare(self._folder)
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        self._connection = connection
        # A kill loses nothing that was written; that a power cut may is no matter, for there are the digests.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA trusted_schema = OFF")
        if (form := connection.execute("PRAGMA user_version").fetchone()[0]) != FORM:
            if form or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("of another form")
            connection.execute("PRAGMA journal_mode = WAL")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                # Without a second tree for the keys nothing can be in one and missing in the other.
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, used REAL, answer BLOB) WITHOUT ROWID"
                )
                connection.execute(f"PRAGMA user_version = {FORM}")
        return connection

    def _give_up(self, error: Exception) -> None:
        """Goes on without what cannot be used, and takes it away where it is damaged, so that it is made anew."""
        self._let_go()
        self._off = True
        # The lower byte is the kind of fault, those above say more of it.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if self._remade or isinstance(error, OSError) or code in _NO_DAMAGE:
            return
        if code in _RIGHTS and not (os.access(self._folder, os.W_OK) and os.access(self._folder / FILE, os.W_OK)):
            return
        for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
            try:
                (self._folder / name).unlink(missing_ok=True)
            except OSError:
                return
        self._off, self._remade = False, True

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except _FAULTS:
                return


def _prepare(folder: Path) -> None:
    """Makes the folder, marked as one that neither git nor backups should keep. Raises OSError."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    (folder / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8")
