"""What services say to people, read from the sources: each must have words in every language of the console."""

import re
from collections.abc import Iterator
from pathlib import Path

from support.schemas import REPOSITORY

SOURCES = REPOSITORY / "Sources"
# What is said by these goes to pages.
SAID_BY = re.compile(
    r"\b(?:(?:CentralSystem|LocalList|ConfigurationTemplate|FileExchange|ChargingProfile|IdTag|Transaction|Reservation|Payload|JSONSyntax)"
    r"Error|Problem|CertificateFault|WebhookFailure|ClientCertificateRefusal|AdmissionRefusal|RecordFlag)\(|\.(?:invalid|invalidMember|conflict"
    r"|forbidden|unknown|flag|fail)\(|Phrase\??(?: =|\) -> Phrase)|\b(?:explanation|reason|pauseReason|cause|text): \""
)
# Targets that speak to operators. The certification and the simulator have their own readers.
TARGETS = ("OCPPJ", "OCPP16", "CentralSystem", "WebAPI")


class Literals:
    """The string literals of a Swift source, with `{}` in the places of what is put in."""

    def __init__(self, source: str):
        self.source = source

    def __iter__(self) -> Iterator[tuple[int, str]]:
        at = 0
        while at < len(self.source):
            if self.source.startswith("//", at):
                at = self.source.find("\n", at) % (len(self.source) + 1)
            elif self.source.startswith('#"', at):
                at = self.source.index('"#', at + 2) + 2
            elif self.source[at] == '"':
                begin = at
                text, at = self.literal(at)
                yield begin, text
            else:
                at += 1

    def literal(self, at: int) -> tuple[str, int]:
        """The literal that begins there, and where it ends."""
        quotes = '"""' if self.source.startswith('"""', at) else '"'
        at += len(quotes)
        text = ""
        while not self.source.startswith(quotes, at):
            if self.source[at] != "\\":
                text += self.source[at]
                at += 1
            elif self.source[at + 1] == "(":
                text += "{}"
                at = self.interpolation(at + 2)
            elif self.source[at + 1] == "\n":
                at = re.compile(r"\\\n *").match(self.source, at).end()
            else:
                text += {"n": "\n", "t": "\t", "r": "\r"}.get(self.source[at + 1], self.source[at + 1])
                at += 2
        return (re.sub(r"\n *", "\n", text).strip("\n") if len(quotes) == 3 else text), at + len(quotes)

    def interpolation(self, at: int) -> int:
        """Where what is put in ends."""
        depth = 1
        while depth:
            if self.source[at] == '"':
                _, at = self.literal(at)
                continue
            depth += {"(": 1, ")": -1}.get(self.source[at], 0)
            at += 1
        return at

    def within(self, begin: int) -> Iterator[str]:
        """Those up to the parenthesis that closes the one before `begin`; of no parenthesis, those of the statement."""
        at, depth = begin, 1 if self.source[begin - 1] == "(" else 0
        while at < len(self.source):
            character = self.source[at]
            if character == '"':
                text, at = self.literal(at)
                yield text
                continue
            if self.source.startswith("//", at):
                at = self.source.index("\n", at)
            depth += {"(": 1, ")": -1}.get(character, 0)
            if depth == 0 and (character == ")" or character == "\n" and self.source[begin - 1] != "("):
                return
            if depth < 0:
                return
            at += 1


def is_sentence(text: str) -> bool:
    """Whether it has words for people, and is no name of something."""
    return " " in text.strip() and len(re.findall(r"\b[a-zA-Z][a-z']+\b", text)) >= 2 and "_" not in text and "SELECT" not in text


def said() -> dict[str, str]:
    """What services say, by its pattern, with a place where it is said."""
    found: dict[str, str] = {}
    for target in TARGETS:
        for path in sorted((SOURCES / target).rglob("*.swift")):
            source = path.read_text()
            literals = Literals(source)
            for match in SAID_BY.finditer(source):
                if source[source.rfind("\n", 0, match.start()) + 1 : match.start()].lstrip().startswith("//"):
                    continue
                # Where a literal is the end of what was found, it is the one that counts.
                begin = match.end() - 1 if match.group().endswith('"') else match.end()
                for text in literals.within(begin):
                    if is_sentence(text):
                        found.setdefault(text, f"{path.relative_to(SOURCES)}:{source.count(chr(10), 0, match.start()) + 1}")
    return found


def korean() -> dict[str, str]:
    """The console's Korean words by the same patterns."""
    found: dict[str, str] = {}
    for path in sorted((SOURCES / "Console" / "Said").glob("KoreanPhrases+*.swift")):
        texts = [text for _, text in Literals(path.read_text())]
        found |= dict(zip(texts[::2], texts[1::2], strict=True))
    return found
