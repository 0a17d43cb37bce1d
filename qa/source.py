"""Files as bytes on one side and text on the other, so that what is not edited comes back byte for byte."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from qa.settings import Lang, Wording

#: Files above this size, in bytes, are refused: a whole text is held in memory several times over while it is checked.
SIZE_LIMIT = 100_000_000

#: Byte order marks, the longer before those that they begin with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MISSING = Wording(
    "{path} : ce fichier n’existe pas ; vérifiez le chemin.",
    "{path}: no such file; check the path.",
)
_NO_FOLDER = Wording(
    "{path} : le dossier « {folder} » n’existe pas ; créez-le ou vérifiez le chemin.",
    "{path}: there is no folder “{folder}”; create it or check the path.",
)
_NOT_A_FOLDER = Wording(
    "{path} : « {file} » est un fichier, il faut là un dossier ; choisissez un autre nom.",
    "{path}: “{file}” is a file, a folder is wanted there; choose another name.",
)
_FOLDER = Wording(
    "{path} : c’est un dossier, il faut ici un fichier.",
    "{path}: this is a folder, a file is wanted here.",
)
_DENIED = Wording(
    "{path} : l’accès est refusé ; vérifiez les droits du fichier et de son dossier.",
    "{path}: permission denied; check the rights on the file and its folder.",
)
_FULL = Wording(
    "{path} : la place manque pour y écrire ({reason}) ; libérez-en ou écrivez ailleurs.",
    "{path}: there is no room to write it ({reason}); make some or write elsewhere.",
)
_FAILED = Wording(
    "{path} : le système ne peut lire ni écrire là ({reason}) ; vérifiez le nom et le disque.",
    "{path}: the system cannot read or write there ({reason}); check the name and the disk.",
)
_TOO_LARGE = Wording(
    "{path} : ce fichier dépasse {limit} Mo ; découpez-le avant de le relire.",
    "{path}: this file is larger than {limit} MB; split it before checking it.",
)
_BINARY = Wording(
    "{path} : ce n’est pas un fichier de texte (octet nul à la ligne {line}) ; enregistrez-le en UTF-8 si c’en est un.",
    "{path}: this is not a text file (null byte on line {line}); save it as UTF-8 if it is one.",
)
_LATIN = Wording(
    "{path}, ligne {line} : ce texte n’est pas en UTF-8, il semble en Latin-1 (Windows-1252) ; convertissez-le,"
    " par exemple avec « iconv -f WINDOWS-1252 -t UTF-8 ».",
    "{path}, line {line}: this text is not UTF-8, it looks like Latin-1 (Windows-1252); convert it,"
    " for instance with “iconv -f WINDOWS-1252 -t UTF-8”.",
)
_DAMAGED = Wording(
    "{path}, ligne {line} : octet 0x{byte:02X} invalide dans un texte en {encoding} ; réparez cette ligne ou"
    " enregistrez de nouveau le fichier en UTF-8.",
    "{path}, line {line}: byte 0x{byte:02X} is not valid in a {encoding} text; mend this line or"
    " save the file as UTF-8 again.",
)


class SourceError(Exception):
    """A file that cannot be read or written. `say` gives the one sentence for the user, with what to do about it."""

    def __init__(self, wording: Wording, path: str, **values: object) -> None:
        super().__init__(wording, path)
        self._wording = wording
        self._values = {"path": path, **values}

    def say(self, lang: Lang = "fr") -> str:
        return self._wording.say(lang, **self._values)

    def __str__(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded text, and what it takes to write it back as it came. The byte order mark is not part of `text`."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Another text in the encoding of this one, with its byte order mark."""
        return self.mark + text.encode(self.encoding)


def decode(data: bytes, path: str = "<text>") -> Source:
    """The text in `data`: UTF-8, or UTF-16 and UTF-32 with a byte order mark. Raises SourceError for anything else."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    body = data[len(mark) :]
    nul = body.find(0) if encoding == "utf-8" else -1
    if nul >= 0:
        raise SourceError(_BINARY, path, line=_line(body, nul, encoding))
    try:
        return Source(body.decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        line = _line(body, error.start, encoding)
        # Characters above ASCII that do decode say that the file is UTF-8 with a fault, not another encoding.
        if encoding == "utf-8" and not mark and body[: error.start].isascii():
            raise SourceError(_LATIN, path, line=line) from None
        name = encoding.removesuffix("-le").removesuffix("-be").upper()
        raise SourceError(_DAMAGED, path, line=line, byte=body[error.start], encoding=name) from None


def _line(body: bytes, at: int, encoding: str) -> int:
    return body[:at].decode(encoding, errors="replace").count("\n") + 1


def read(path: str, limit: int = SIZE_LIMIT) -> Source:
    """The text of a file. Raises SourceError where there is none that can be read."""
    return decode(read_bytes(path, limit), path)


def read_bytes(path: str, limit: int = SIZE_LIMIT) -> bytes:
    """The content of a file. Raises SourceError where there is none that can be read."""
    try:
        with Path(path).open("rb") as file:
            if os.fstat(file.fileno()).st_size > limit:
                raise SourceError(_TOO_LARGE, path, limit=limit // 1_000_000)
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise _explained(error, path) from None
    return _within(data, path, limit)


def read_stdin_bytes(path: str = "<stdin>", limit: int = SIZE_LIMIT) -> bytes:
    """What comes on standard input; `path` names it in messages."""
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise _explained(error, path) from None
    return _within(data, path, limit)


def _within(data: bytes, path: str, limit: int) -> bytes:
    if len(data) > limit:
        raise SourceError(_TOO_LARGE, path, limit=limit // 1_000_000)
    return data


def write(path: str, data: bytes) -> None:
    """Replace or create a file in one step: a reader sees the old content or the new, never a part.

    The mode of a file that is there is kept; a link is followed and stays a link. Raises SourceError.
    """
    try:
        target = Path(path).resolve()
        old = target.stat() if target.exists() else None
        if old is not None and not os.access(target, os.W_OK):
            raise SourceError(_DENIED, path)
        if old is None or stat.S_ISREG(old.st_mode):
            _replace(target, data, old)
        else:
            with target.open("wb") as file:  # a pipe or a device cannot be replaced
                file.write(data)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _no_folder(error, path, str(Path(path).parent)) from None
    except (OSError, ValueError) as error:
        raise _explained(error, path) from None


def is_folder(path: str) -> bool:
    """Whether there is a folder of that name. `Path.is_dir` raises for a name that is too long to be any."""
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: str) -> bool:
    """Whether there is a file of that name; none for one that is too long."""
    return os.path.isfile(path)  # noqa: PTH113


def make_folder(path: str) -> None:
    """Creates a folder and those above it, where they are missing. Raises SourceError."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except (FileExistsError, FileNotFoundError, NotADirectoryError) as error:
        raise _no_folder(error, path, path) from None
    except (OSError, ValueError) as error:
        raise _explained(error, path) from None


#: Folders in which this process has looked for what others left behind.
_swept: set[Path] = set()


def _replace(target: Path, data: bytes, old: os.stat_result | None) -> None:
    if target.parent not in _swept:
        _swept.add(target.parent)
        _sweep(target.parent)
    # The name is cut lest the longest that a file system takes becomes too long.
    name = os.fsdecode(os.fsencode(target.name)[:120])
    temporary = target.with_name(f".{name}.{os.getpid()}{_TEMPORARY}")
    descriptor = _created(temporary)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if old is not None:
                with contextlib.suppress(OSError, AttributeError):
                    os.chown(temporary, old.st_uid, old.st_gid)
                temporary.chmod(stat.S_IMODE(old.st_mode))
            if os.name != "nt":
                # While it is held nobody takes it for left behind.
                temporary.replace(target)
        if os.name == "nt":
            temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


#: How the name of a file ends that is not yet wholly written.
_TEMPORARY = ".relecture"


def _created(temporary: Path) -> int:
    """A new file that this process holds. Another that sweeps the folder may have been faster than the hold."""
    while True:
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        _held(descriptor, wait=True)
        if temporary.exists():
            return descriptor
        os.close(descriptor)


def _held(descriptor: int, *, wait: bool = False) -> bool:
    """Holds a file for this process, until it closes it or ends, however it ends. False where another holds it."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _sweep(folder: Path) -> None:
    """Takes away what processes that were killed while they wrote have left in a folder: files that nobody holds."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if not (name.startswith(".") and name.endswith(_TEMPORARY) and name.split(".")[-2].isdecimal()):
                continue
            with contextlib.suppress(OSError):
                descriptor = os.open(entry.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
                try:
                    if stat.S_ISREG(os.fstat(descriptor).st_mode) and _held(descriptor):
                        Path(entry.path).unlink()
                finally:
                    os.close(descriptor)


def _no_folder(error: OSError, path: str, folder: str) -> SourceError:
    """Why nothing can be written at `path`: `folder` is missing, or it or one above it is something else."""
    above = (Path(folder), *Path(folder).parents)
    if file := next((place for place in above if is_file(str(place))), None):
        return SourceError(_NOT_A_FOLDER, path, file=file)
    if not is_folder(folder):
        return SourceError(_NO_FOLDER, path, folder=folder)
    return _explained(error, path)


def _explained(error: OSError | ValueError, path: str) -> SourceError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return SourceError(_MISSING, path)
    if isinstance(error, IsADirectoryError):
        return SourceError(_FOLDER, path)
    if isinstance(error, PermissionError):
        return SourceError(_DENIED, path)
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(_FULL if full else _FAILED, path, reason=reason)
