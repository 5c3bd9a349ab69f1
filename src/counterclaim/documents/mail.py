"""E-mail (RFC 5322 and MIME): the text of a message and what its head says."""

from __future__ import annotations

import email
import re
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

from counterclaim.documents.html import html_text
from counterclaim.documents.media import MAIL
from counterclaim.documents.options import ReadOptions
from counterclaim.documents.reading import Reading
from counterclaim.errors import DocumentError, Unreadable
from counterclaim.model import Metadata
from counterclaim.text.decoding import Decoded, decode, make_safe
from counterclaim.text.language import language_code
from counterclaim.text.published import parse_published

_LONGEST_HEADER = 4000
_SPACES = re.compile(r"\s+")


def read_mail(data: bytes, locator: str, options: ReadOptions) -> Reading:
    """The plain text of a message, or its HTML as text; subject, sender, date. Attachments are not read.

    The publisher is the sender's name, or else the domain of the address: an address is a person's.

    Raises:
        Unreadable: it has no header of a message.
        DocumentError: it has more parts than the limit, or they are nested too deeply.
    """
    try:
        message = email.message_from_bytes(data.lstrip(), policy=compat32)
        parts = [part for _, part in zip(range(options.max_mail_parts + 1), message.walk(), strict=False)]
    except RecursionError as error:
        raise DocumentError(locator, "the parts of the message are nested too deeply") from error
    if not message.keys():
        raise Unreadable(locator, "it is named as an e-mail, but has no header of one")
    if len(parts) > options.max_mail_parts:
        raise DocumentError(locator, f"the message has more than {options.max_mail_parts} parts")
    leaves = [part for part in parts if not part.is_multipart()]
    text, problems = _text([part for part in leaves if not _is_attached(part)], locator, options)
    if attached := sum(map(_is_attached, leaves)):
        problems += (f"attachments that were not read: {attached}",)
    return Reading(text, MAIL, _metadata(message), problems)


def _is_attached(part: Message) -> bool:
    return part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment"


def _text(parts: list[Message], locator: str, options: ReadOptions) -> tuple[str, tuple[str, ...]]:
    plain = [part for part in parts if part.get_content_subtype() == "plain"]
    bodies = [_body(part) for part in plain]
    if any(body.text.strip() for body in bodies):
        texts = [body.text for body in bodies]
    else:
        bodies = [_body(part) for part in parts if part.get_content_subtype() == "html"]
        texts = [html_text(body.text, locator, options) for body in bodies]
    problems = tuple(dict.fromkeys(problem for body in bodies for problem in body.problems))
    return "\n\n".join(text.strip("\n") for text in texts if text.strip()), problems


def _body(part: Message) -> Decoded:
    payload = part.get_payload(decode=True)
    charset = part.get_param("charset")
    return decode(
        payload if isinstance(payload, bytes) else b"", charset if isinstance(charset, str) else None
    )


def _metadata(message: Message) -> Metadata:
    name, address = parseaddr(_raw(message, "From"))
    date = parse_published(_raw(message, "Date")[:100].split("(")[0])
    return Metadata(
        title=_header(_raw(message, "Subject")),
        publisher=_header(name) or address.rpartition("@")[2].strip() or None,
        published=date.edtf if date else None,
        language=language_code(_raw(message, "Content-Language").split(",")[0]),
    )


def _raw(message: Message, name: str) -> str:
    return str(message.get(name, ""))[:_LONGEST_HEADER]


def _header(value: str) -> str | None:
    """A header's text with its encoded words (RFC 2047) decoded."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, MessageError, ValueError):
        pieces = [(value, None)]
    text = "".join(
        piece if isinstance(piece, str) else decode(piece, charset).text for piece, charset in pieces
    )
    return _SPACES.sub(" ", make_safe(text)[0]).strip()[:500] or None
