"""ZIP archives as bytes: what is in them, what comes out, and how files are put in, within limits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from runner.errors import ScriptError, missing_extra

if TYPE_CHECKING:
    import io
    from zipfile import ZipFile, ZipInfo

EMPTY = b"PK\x05\x06" + bytes(18)
# A few kilobytes can hold gigabytes of zeros, and a few megabytes a million empty files.
MOST_FILES = 10_000
MOST_BYTES = 256 * 1024 * 1024
AES = 99  # the "compression" of files that are encrypted with AES
MOMENT = tuple[int, int, int, int, int, int]


class Lock(NamedTuple):
    """How files are protected: a password, and the bits of the AES key that is made of it."""

    password: str = ""
    bits: int = 256


class Packed(NamedTuple):
    """One file that goes into an archive; ``moment`` is year, month, day, hour, minute, second."""

    path: str
    data: bytes
    moment: MOMENT


def listed(data: bytes, name: str) -> list[ZipInfo]:
    """What an archive holds, folders included.

    Raises:
        ScriptError: ``data``, given to the statement ``name``, is no archive, or holds too many files.
    """
    with _reading(data, name) as archive:
        return archive.infolist()


def unpacked(data: bytes, password: str, name: str) -> Iterator[tuple[ZipInfo, bytes]]:
    """The files of an archive with their bytes, one after the other; folders are left out.

    Raises:
        ScriptError: it is no archive, holds too much, is damaged, or is protected by another password.
    """
    protected = any(info.compress_type == AES for info in listed(data, name))
    total = 0
    with _reading(data, name, _aes(name).AESZipFile if protected else None) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                content = _content(archive, info, password, MOST_BYTES - total, name)
                total += len(content)
                yield info, content


def packed(data: bytes, files: Collection[Packed], lock: Lock, name: str) -> bytes:
    """The archive with more files in it; those of the same names are replaced.

    Raises:
        ScriptError: a name leads out of the folder that an archive is unpacked to, the archive would
            hold too much, or it is to be protected and the extra for that is not installed.
    """
    import io

    paths = {checked_path(file.path, name) for file in files}
    buffer = io.BytesIO(data)
    with _appending(buffer, lock, name) as archive:
        is_new = paths.isdisjoint(archive.namelist())
        if is_new:
            require_few(len(archive.infolist()) + len(files), name)
            for file in files:
                _write(archive, file)
    if not is_new:
        return packed(without(data, paths, lock, name), files, lock, name)
    return buffer.getvalue()


def without(data: bytes, gone: Collection[str], lock: Lock, name: str) -> bytes:
    """The archive without some files. The others are packed anew: `zipfile` cannot take files out.

    Raises:
        ScriptError: as :func:`unpacked`.
    """
    kept = list(unpacked(data, lock.password, name))
    result = EMPTY
    for protected in (False, True):
        files = [
            Packed(info.filename, content, info.date_time)
            for info, content in kept
            if info.filename not in gone and bool(info.flag_bits & 1) == protected
        ]
        if files:
            result = packed(result, files, lock if protected else Lock(), name)
    return result


def checked_path(path: str, name: str) -> str:
    """The name of a file in an archive.

    Raises:
        ScriptError: it is absolute, or leads out of the folder that the archive is unpacked to.
    """
    parts = path.replace("\\", "/").split("/")
    # A colon in front is a drive of Windows.
    if parts[0] == "" or ".." in parts or parts[0].endswith(":") or "\x00" in path:
        raise ScriptError(
            f'`{name}` does not take the name "{path}": a name in an archive is relative and has no ".."'
        )
    return path


@contextmanager
def _reading(data: bytes, name: str, kind: Any = None) -> Iterator[ZipFile]:
    import io
    import zipfile

    with _damage(name), (kind or zipfile.ZipFile)(io.BytesIO(data)) as archive:
        require_few(len(archive.infolist()), name)
        yield archive


@contextmanager
def _appending(buffer: io.BytesIO, lock: Lock, name: str) -> Iterator[Any]:
    import zipfile

    aes = _aes(name) if lock.password else None
    with _damage(name):
        # To what is no archive `zipfile` would append one.
        if not zipfile.is_zipfile(buffer):
            raise zipfile.BadZipFile("File is not a zip file")
        kind: Any = aes.AESZipFile if aes else zipfile.ZipFile
        with kind(buffer, "a") as archive:
            if aes:
                archive.setpassword(lock.password.encode())
                archive.setencryption(aes.WZ_AES, nbits=lock.bits)
            yield archive


def _write(archive: Any, file: Packed) -> None:
    import zipfile

    # `pyzipper` has a class of its own for what it writes.
    info = getattr(archive, "zipinfo_cls", zipfile.ZipInfo)(file.path, file.moment)
    info.compress_type = zipfile.ZIP_DEFLATED
    # The same on every system: readable for all, written by its owner.
    info.create_system, info.external_attr = 3, 0o644 << 16
    archive.writestr(info, file.data)


def _content(archive: ZipFile, info: ZipInfo, password: str, most: int, name: str) -> bytes:
    if info.flag_bits & 1 and not password:
        raise ScriptError(f'"{info.filename}" in the archive is protected: give `{name}` a `password`')
    if info.file_size > most:
        _refuse_size(name)
    with _damage(name, info.filename), archive.open(info, pwd=password.encode() or None) as file:
        # What an archive says of its sizes may be a lie.
        content = file.read(most + 1)
    if len(content) > most:
        _refuse_size(name)
    return content


@contextmanager
def _damage(name: str, file: str = "") -> Iterator[None]:
    try:
        yield
    except (ScriptError, MemoryError):
        raise
    # Damage shows in many ways, and `pyzipper` has errors of its own for each of them.
    except Exception as error:
        if file and "password" in str(error).lower():
            raise ScriptError(f'the password that `{name}` was given does not open "{file}"') from None
        what = f'"{file}" in the archive' if file else "what it was given: it is no ZIP archive"
        raise ScriptError(f"`{name}` cannot read {what} ({error})") from None


def require_few(count: int, name: str) -> None:
    """Refuse to work with more files than an archive may hold.

    Raises:
        ScriptError: there are more.
    """
    if count > MOST_FILES:
        raise ScriptError(f"`{name}` works with at most {MOST_FILES:,} files in an archive, not {count:,}")


def _refuse_size(name: str) -> None:
    raise ScriptError(f"`{name}` unpacks at most {MOST_BYTES >> 20} MB; the files of the archive are larger")


def _aes(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module("pyzipper")
    except ImportError:
        raise missing_extra(f"`{name}` of protected files", "zip") from None
