"""The statements `zip.*`: archives that are made, added to, looked into and unpacked in memory.

Xano has two spellings of their properties, `zip` and `archive`, `file` and `files`; both run. An archive
is the one value that changes in place: statements that add to it or delete from it name it in a
property, and what they did shows in every variable that holds it, as with a file on a disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.statements import zip_bytes
from runner.statements.arguments import items_of, refuse, text_of
from runner.statements.resources import bytes_of, file_of
from runner.statements.zip_bytes import MOMENT, Lock, Packed
from runner.statements.zip_splicing import spliced
from runner.values import to_text
from runner.values.binary import from_bytes, to_bytes
from runner.values.files import base_name, file_value

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("zip")

KEY_BITS = re.compile(r"128|192|256")


@family.statement("zip.create_archive", context=True)
def create_archive(
    context: Context, *, filename: Any, password: Any = None, password_encryption: Any = None
) -> dict[str, Any]:
    """An empty archive; with a password whatever is added is encrypted with AES (extra "zip").

    Raises:
        ScriptError: ``password_encryption`` is not aes128, aes192 or aes256.
    """
    name = text_of(filename, "zip.create_archive") or "archive.zip"
    archive = file_value(name, zip_bytes.EMPTY, "application/zip")
    secret = text_of(password, "zip.create_archive")
    if secret:
        context.hide([secret])
        # Later statements find them here: Xano's archive keeps them, too.
        archive |= {"password": secret, "password_encryption": f"aes{_bits(password_encryption)}"}
    return archive


@family.statement("zip.add_to_archive", context=True)
def add_to_archive(
    context: Context,
    *,
    zip: Any = None,
    archive: Any = None,
    file: Any = None,
    files: Any = None,
    filename: Any = None,
    password: Any = None,
) -> dict[str, Any]:
    """Put ``file`` (under ``filename``), or ``files`` of ``path`` and ``content``, into an archive.

    A file of the same name is replaced. Yields the archive.

    Raises:
        ScriptError: a file cannot be read, a name is absolute or has "..", there are too many files,
            or a password is given and the extra "zip" is missing.
    """
    statement = "zip.add_to_archive"
    changed = _archive(context, zip, archive, statement)
    moment = _moment(context)
    # Of two with one name the later counts, as it does against what the archive holds.
    added = {path: Packed(path, data, moment) for path, data in _given(context, file, files, filename)}
    lock = _lock(context, changed, password)
    grown = spliced(changed, added.values(), lock, statement)
    if grown is None:
        data = bytes_of(context, changed, statement)
        return _changed(changed, zip_bytes.packed(data, added.values(), lock, statement))
    changed["data"], changed["size"] = grown
    return changed


@family.statement("zip.delete_from_archive", context=True)
def delete_from_archive(
    context: Context,
    *,
    zip: Any = None,
    archive: Any = None,
    filename: Any = None,
    paths: Any = None,
    password: Any = None,
) -> dict[str, Any]:
    """Take ``filename``, or all of ``paths``, out of an archive; a path with a slash at its end is a folder.

    That there is none of a name is a warning. Yields the archive.

    Raises:
        ScriptError: it is no archive, or holds protected files and ``password`` does not open them.
    """
    statement = "zip.delete_from_archive"
    changed, data = _opened(context, zip, archive, statement)
    held = [info.filename for info in zip_bytes.listed(data, statement)]
    gone: set[str] = set()
    for path in _names(filename, paths, statement):
        found = {name for name in held if name == path or (path.endswith("/") and name.startswith(path))}
        if not found:
            context.log(f'`{statement}` found no file "{path}" in the archive', level="warning")
        gone |= found
    return _changed(changed, zip_bytes.without(data, gone, _lock(context, changed, password), statement))


@family.statement("zip.extract", context=True)
def extract(
    context: Context, *, zip: Any = None, archive: Any = None, password: Any = None, target_path: Any = ""
) -> list[dict[str, Any]]:
    """The files of an archive, each with its ``path`` and ``content``; nothing is written to the disk.

    Each is a file as `storage.create_attachment` and `storage.read_file_resource` take it, too.

    Raises:
        ScriptError: it is no archive or damaged, the password is wrong, a name is absolute or has "..",
            or it holds more than 10,000 files or 256 MB.
    """
    opened, packed = _opened(context, zip, archive, "zip.extract")
    folder = text_of(target_path, "zip.extract")
    folder = f"{folder.rstrip('/')}/" if folder else ""
    found = []
    lock = _lock(context, opened, password)
    for info, data in zip_bytes.unpacked(packed, lock.password, "zip.extract"):
        path = zip_bytes.checked_path(info.filename, "zip.extract")
        file = file_value(base_name(path), data)
        found.append({"path": folder + path, "content": file["data"], **file})
    return found


@family.statement("zip.view_contents", context=True)
def view_contents(
    context: Context, *, zip: Any = None, archive: Any = None, password: Any = None
) -> list[dict[str, Any]]:
    """What an archive holds: ``path``, ``name``, ``size`` and ``compressed_size`` of each file.

    Raises:
        ScriptError: it is no archive, or holds more than 10,000 files.
    """
    _, packed = _opened(context, zip, archive, "zip.view_contents")
    return [
        {
            "path": info.filename,
            "name": base_name(info.filename),
            "size": info.file_size,
            "compressed_size": info.compress_size,
        }
        for info in zip_bytes.listed(packed, "zip.view_contents")
    ]


def _opened(context: Context, zip: Any, archive: Any, statement: str) -> tuple[dict[str, Any], bytes]:
    """The archive and its bytes."""
    opened = _archive(context, zip, archive, statement)
    return opened, bytes_of(context, opened, statement)


def _archive(context: Context, zip: Any, archive: Any, statement: str) -> dict[str, Any]:
    """The archive in one of its two spellings, the very object where there is one: it is what changes."""
    given = zip if zip is not None else archive
    if given is None:
        raise ScriptError(f"`{statement}` needs an archive: zip = $archive")
    return given if type(given) is dict else file_of(context, given, statement)


def _changed(archive: dict[str, Any], data: bytes) -> dict[str, Any]:
    archive.update(size=len(data), data=from_bytes(data))
    return archive


def _given(context: Context, file: Any, files: Any, filename: Any) -> Iterator[tuple[str, bytes]]:
    statement = "zip.add_to_archive"
    if file is None and files is None:
        raise ScriptError(
            f"`{statement}` needs a file: file = $file, or files = [{{path: ..., content: ...}}]"
        )
    if file is not None:
        name = text_of(filename, statement) or (file.get("name") if type(file) is dict else None)
        if not name:
            raise ScriptError(f"`{statement}` needs a `filename` for a file without a name")
        yield to_text(name), bytes_of(context, file, statement)
    for _, one in items_of(files, statement):
        if type(one) is not dict or not ("path" in one or "name" in one):
            raise refuse(statement, "objects with `path` and `content` as `files`", one)
        # What `zip.extract` gave may be put into another archive as it is.
        path, content = one.get("path", one.get("name")), one.get("content")
        yield to_text(path), to_bytes(content) if "content" in one else bytes_of(context, one, statement)


def _names(filename: Any, paths: Any, statement: str) -> list[str]:
    names = [text_of(path, statement) for _, path in items_of(paths, statement)]
    # A file stands for its name.
    single = filename.get("name") if type(filename) is dict else filename
    names += [text_of(single, statement)] if single is not None else []
    if not names:
        raise ScriptError(f'`{statement}` needs the name of a file: filename = "a.txt"')
    return names


def _lock(context: Context, archive: dict[str, Any], password: Any) -> Lock:
    given = text_of(password, "zip") or text_of(archive.get("password"), "zip")
    context.hide([given])
    return Lock(given, _bits(archive.get("password_encryption")))


def _bits(encryption: Any) -> int:
    written = to_text(encryption)
    found = KEY_BITS.search(written)
    if written and found is None:
        raise ScriptError(f'`password_encryption` is "aes128", "aes192" or "aes256", but got "{written}"')
    return int(found[0]) if found else 256


def _moment(context: Context) -> MOMENT:
    from datetime import UTC, datetime

    now = datetime.fromtimestamp(context.now() / 1000, UTC)
    # ZIP counts years from 1980, and has a byte too few for those past 2107.
    year = min(max(now.year, 1980), 2107)
    return year, now.month, now.day, now.hour, now.minute, now.second
