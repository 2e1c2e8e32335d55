"""Pieces of Python -> lines of at most 100 characters, broken at brackets and operators as Black does."""

from __future__ import annotations

from collections.abc import Iterator

from runner.eject.pieces import TERNARY, Bracket, Chain, Code, Piece, Text

WIDTH = 100
STEP = " " * 4
LONGEST_IN_BRACES = 60
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def flat(code: Code, quote: str = '"') -> str:
    """An expression on one line."""
    return "".join(_flat_piece(piece, quote) for piece in code.pieces)


def lines(prefix: str, code: Code, suffix: str, indent: str) -> list[str]:
    """A statement with ``code`` in it, on as many lines as it needs; ``indent`` starts each of them."""
    return _lines(prefix, code, suffix, indent, enclosed=False)


def _lines(prefix: str, code: Code, suffix: str, indent: str, enclosed: bool) -> list[str]:
    line = f"{indent}{prefix}{flat(code)}{suffix}"
    if len(line) <= WIDTH:
        return [line]
    pieces = code.pieces
    only = pieces[0] if len(pieces) == 1 else None
    if isinstance(only, Chain):
        return _broken_chain(prefix, only, suffix, indent, enclosed)
    if isinstance(only, Text):
        return _broken_text(prefix, only, suffix, indent)
    at = _breakable(pieces, indent + prefix)
    if at is None:
        return _last_resort(prefix, code, suffix, indent, enclosed)
    bracket = pieces[at]
    assert isinstance(bracket, Bracket)
    head = prefix + "".join(_flat_piece(piece, '"') for piece in pieces[:at]) + bracket.opening
    tail = bracket.closing + "".join(_flat_piece(piece, '"') for piece in pieces[at + 1 :]) + suffix
    return [indent + head, *_inside(bracket, indent + STEP), indent + tail]


def _breakable(pieces: tuple[Piece, ...], start: str) -> int | None:
    """The bracket to break at: the last one that what stands before it leaves room for."""
    found, width = None, len(start)
    for at, piece in enumerate(pieces):
        fits = isinstance(piece, Bracket) and bool(piece.items) and width < WIDTH
        # A subscript is the last place to break a line at.
        if isinstance(piece, Bracket) and fits and (piece.opening != "[" or piece.comma or found is None):
            found = at
        width += len(_flat_piece(piece, '"'))
    return found


def _inside(bracket: Bracket, indent: str) -> list[str]:
    together = indent + ", ".join(map(flat, bracket.items))
    if len(together) <= WIDTH and bracket.opening in ("(", "[") and not _is_display(bracket):
        return [together]
    if len(bracket.items) == 1 and not _is_display(bracket):
        (item,) = bracket.items
        only = item.pieces[0]
        if len(item.pieces) == 1 and isinstance(only, Text):
            return _text_lines(only, indent)
        return _lines("", item, "", indent, enclosed=True)
    return [line for item in bracket.items for line in _lines("", item, ",", indent, enclosed=False)]


def _is_display(bracket: Bracket) -> bool:
    """Whether a bracket is a list or a dictionary: these have an item a line."""
    return bracket.comma and bracket.opening in ("[", "{")


def _broken_chain(prefix: str, chain: Chain, suffix: str, indent: str, enclosed: bool) -> list[str]:
    inner = indent if enclosed else indent + STEP
    together = inner + _flat_piece(chain, '"')
    if not enclosed and len(together) <= WIDTH:
        return [f"{indent}{prefix}(", together, f"{indent}){suffix}"]
    body = _lines(prefix if enclosed else "", chain.first, "", inner, enclosed=True)
    for operator, operand in chain.rest:
        body += _lines(f"{operator} ", operand, "", inner, enclosed=True)
    return body if enclosed else [f"{indent}{prefix}(", *body, f"{indent}){suffix}"]


def _broken_text(prefix: str, literal: Text, suffix: str, indent: str) -> list[str]:
    """A long text as several that Python joins."""
    return [f"{indent}{prefix}(", *_text_lines(literal, indent + STEP), f"{indent}){suffix}"]


def _text_lines(literal: Text, indent: str) -> list[str]:
    room = WIDTH - len(indent) - 3
    return [indent + _flat_piece(Text(part), '"') for part in _split(literal, room)]


def _split(literal: Text, room: int) -> Iterator[tuple[str | Code, ...]]:
    """The text in parts, cut behind line breaks and blanks."""
    part: list[str | Code] = []
    used = 0
    for word in _words(literal):
        width = len(_flat_piece(Text((word,)), '"')) - 2
        full = used + width > room
        if part and (full or (isinstance(part[-1], str) and part[-1].endswith("\n"))):
            yield tuple(part)
            part, used = [], 0
        part.append(word)
        used += width
    yield tuple(part)


def _words(literal: Text) -> Iterator[str | Code]:
    for part in literal.parts:
        if isinstance(part, Code):
            yield part
            continue
        start = 0
        for at, character in enumerate(part):
            if character in " \n" and part[at + 1 : at + 2] not in (" ", "\n"):
                yield part[start : at + 1]
                start = at + 1
        if start < len(part):
            yield part[start:]


def _last_resort(prefix: str, code: Code, suffix: str, indent: str, enclosed: bool) -> list[str]:
    """A long expression without a bracket: its text or its chain is broken where it stands."""
    *before, last = code.pieces
    if isinstance(last, (Text, Chain)):
        head = prefix + "".join(_flat_piece(piece, '"') for piece in before)
        return _lines(head, Code((last,), code.level), suffix, indent, enclosed=False)
    return [f"{indent}{prefix}{flat(code)}{suffix}"]


# -- on one line ------------------------------------------------------------------------------------


def _flat_piece(piece: Piece, quote: str) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Text):
        return _flat_text(piece, quote)
    if isinstance(piece, Bracket):
        inner = ", ".join(flat(item, quote) for item in piece.items)
        return f"{piece.opening}{inner}{piece.closing}"
    rest = "".join(f" {operator} {flat(operand, quote)}" for operator, operand in piece.rest)
    return flat(piece.first, quote) + rest


def _flat_text(literal: Text, quote: str) -> str:
    written = "".join(part for part in literal.parts if isinstance(part, str))
    # Black's choice: the quotes that need fewer escapes.
    if quote == '"' and '"' in written and "'" not in written:
        quote = "'"
    if not literal.formatted:
        return f"{quote}{_escaped(written, quote)}{quote}"
    other = "'" if quote == '"' else '"'
    parts = (
        _escaped(part, quote).replace("{", "{{").replace("}", "}}")
        if isinstance(part, str)
        else "{" + _in_braces(part, other) + "}"
        for part in literal.parts
    )
    return f"f{quote}{''.join(parts)}{quote}"


def _in_braces(code: Code, quote: str) -> str:
    inner = flat(_without_str(code), quote)
    return f" {inner}" if inner.startswith("{") else inner


def _without_str(code: Code) -> Code:
    """What `str` is called with, for an f-string calls it by itself."""
    head, *rest = code.pieces
    called = rest[0] if head == "str" and len(rest) == 1 else None
    return called.items[0] if isinstance(called, Bracket) and len(called.items) == 1 else code


def fits_braces(code: Code) -> bool:
    """Whether an expression may stand in an f-string: no quotes of its own, no backslash, not long."""
    code = _without_str(code)
    shown = flat(code, "'"), flat(code)
    plain = '"' not in shown[0] and "'" not in shown[1] and "\\" not in shown[0] + shown[1]
    return plain and len(shown[0]) <= LONGEST_IN_BRACES and code.level > TERNARY


def _escaped(value: str, quote: str) -> str:
    escaped = "".join(_escape(character) for character in value)
    return escaped.replace(quote, f"\\{quote}")


def _escape(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")
