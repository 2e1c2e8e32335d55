"""The statements `storage.*`: files as values, and files that are kept in the storage of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.statements.arguments import seconds_of, text_of
from runner.statements.pictures import picture_size
from runner.statements.resources import bytes_of, file_of, is_file
from runner.values.binary import to_bytes
from runner.values.files import describe, extension, file_value, mime_of, safe_name, type_of

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("storage")

ACCESS = ("public", "private")
PICTURES = ("gif", "jpeg", "jpg", "png", "webp")


@family.statement("storage.create_file_resource", context=True)
def create_file_resource(context: Context, *, filename: Any, filedata: Any) -> dict[str, Any]:
    """A file out of a text; nothing is written.

    ``filedata`` may be a file itself, such as an archive, whose bytes are taken; a list or another
    object becomes its JSON.

    Raises:
        ScriptError: the bytes of ``filedata`` cannot be had.
    """
    name = text_of(filename, "storage.create_file_resource") or "file"
    if is_file(filedata):
        return file_value(name, bytes_of(context, filedata, "storage.create_file_resource"))
    return file_value(name, to_bytes(filedata))


@family.statement("storage.read_file_resource", context=True)
def read_file_resource(context: Context, *, value: Any) -> dict[str, Any]:
    """The file with its bytes as ``data``, and ``name``, ``type``, ``mime`` and ``size``.

    It is an object, not the text alone: official jobs read `.data` and `.size` of it.

    Raises:
        ScriptError: ``value`` is no file, or cannot be read.
    """
    return file_of(context, value, "storage.read_file_resource")


@family.statement("storage.create_attachment", context=True)
def create_attachment(
    context: Context, *, value: Any, access: Any = None, filename: Any = None
) -> dict[str, Any]:
    """Keep a file of any kind in the storage; gives what a column of a table holds of it.

    Raises:
        ScriptError: ``value`` is no file, ``access`` unknown, or the storage takes no more.
    """
    return _stored(context, value, access, filename, "storage.create_attachment")


@family.statement("storage.create_image", context=True)
def create_image(context: Context, *, value: Any, access: Any = None, filename: Any = None) -> dict[str, Any]:
    """Keep a picture (gif, jpg, png, webp) in the storage; its ``meta`` has ``width`` and ``height``.

    Raises:
        ScriptError: as `storage.create_attachment`; "Invalid file extension" where the name is no
            picture's.
    """
    return _stored(context, value, access, filename, "storage.create_image", "image")


@family.statement("storage.create_video", context=True)
def create_video(context: Context, *, value: Any, access: Any = None, filename: Any = None) -> dict[str, Any]:
    """Keep a video in the storage.

    Raises:
        ScriptError: as `storage.create_image`, for videos.
    """
    return _stored(context, value, access, filename, "storage.create_video", "video")


@family.statement("storage.create_audio", context=True)
def create_audio(context: Context, *, value: Any, access: Any = None, filename: Any = None) -> dict[str, Any]:
    """Keep a sound file in the storage.

    Raises:
        ScriptError: as `storage.create_image`, for sound files.
    """
    return _stored(context, value, access, filename, "storage.create_audio", "audio")


@family.statement("storage.delete_file", context=True)
def delete_file(context: Context, *, pathname: Any) -> None:
    """Remove a file from the storage; that there is none is a warning, so that cleaning up can be repeated.

    Raises:
        ScriptError: ``pathname`` cannot be that of a stored file, or the file cannot be removed.
    """
    path = text_of(pathname, "storage.delete_file")
    if not context.storage.delete(path):
        context.log(f'`storage.delete_file` found no file "{path}"', level="warning")


@family.statement("storage.sign_private_url", context=True)
def sign_private_url(context: Context, *, pathname: Any, ttl: Any = 30) -> str:
    """A URL under which a stored file can be opened: a local one, which does not end after ``ttl`` seconds.

    Raises:
        ScriptError: there is no such file, or ``ttl`` is no number of seconds.
    """
    seconds_of(ttl, "storage.sign_private_url")
    return context.storage.url(text_of(pathname, "storage.sign_private_url"))


def _stored(
    context: Context, value: Any, access: Any, filename: Any, statement: str, kind: str = ""
) -> dict[str, Any]:
    """Keep the file; ``kind`` is what it has to be by its name, "" for anything."""
    reach = text_of(access, statement) or "public"
    if reach not in ACCESS:
        raise ScriptError(f'`access` of `{statement}` is "public" or "private", but got "{reach}"')
    file = file_of(context, value, statement)
    name = safe_name(text_of(filename, statement) or file["name"])
    if kind:
        _require_extension(name, kind, statement)
    data = to_bytes(file["data"])
    path = _free_path(context, name)
    context.storage.put(path, data)
    described = describe(name, mime_of(name, data))
    meta = {"validated": False} | (picture_size(data) if described["type"] == "image" else {})
    return {"access": reach, "path": path, **described, "size": len(data), "meta": meta}


def _free_path(context: Context, name: str) -> str:
    """Where a file of that name can lie: in a folder of its own, so that two of one name do not meet."""
    while True:
        path = f"/vault/{context.random.getrandbits(96):024x}/{name}"
        # With a seed an earlier run drew the same.
        if not context.storage.exists(path):
            return path


def _require_extension(name: str, kind: str, statement: str) -> None:
    # By the name alone, as Xano does it.
    ending = extension(name)
    fits = ending in PICTURES if kind == "image" else type_of(mime_of(name)) == kind
    if not fits:
        known = ", ".join(PICTURES) if kind == "image" else f"the extensions of {kind} files"
        raise ScriptError(
            f'Invalid file extension. `{statement}` takes {known}, but got "{name}";'
            " use `storage.create_attachment` for other files"
        )
