"""English sentences on pages that are in another language."""

import re
from html.parser import HTMLParser

# Four words in a row, of letters, with what stands between words: that is a sentence, or most of one.
SENTENCE = re.compile(r"(?<![\w./_-])[A-Za-z][A-Za-z'’-]*(?:[,;:]? +[A-Za-z][A-Za-z'’-]*){3,}")
# Names that the specification gives.
NAMES = re.compile(r"Local Auth(?:orization)? List Management|Open Charge Alliance")
# Their content is code, or what somebody typed.
ELSEWHERE = {"code", "pre", "kbd", "samp", "script", "style", "textarea", "svg"}
# They have no end.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Those that end a sentence; the others stand within one.
INLINE = {"a", "abbr", "b", "bdi", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
READ_ALOUD = ("aria-label", "title", "placeholder", "alt", "content")


class Prose(HTMLParser):
    """The texts of a page that are the page's own: neither code nor data, which is marked `translate="no"`, nor what is said to be English."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.texts = [""]
        self.language: str | None = None
        self._stack: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "html":
            self.language = given.get("lang")
        is_ours = self._is_ours and tag not in ELSEWHERE and given.get("translate") != "no"
        is_ours = is_ours and (tag == "html" or given.get("lang", "ko") == "ko")
        if is_ours and tag != "meta":
            self.texts += [given[name] or "" for name in READ_ALOUD if name in given] + [""]
        if tag not in INLINE:
            self.texts.append("")
        if tag not in VOID:
            self._stack.append((tag, is_ours))

    def handle_endtag(self, tag: str) -> None:
        while self._stack and any(name == tag for name, _ in self._stack):
            if self._stack.pop()[0] == tag:
                break
        if tag not in INLINE:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        # What is not ours stands between words like a full stop.
        self.texts[-1] += data if self._is_ours else " · "

    @property
    def _is_ours(self) -> bool:
        return not self._stack or self._stack[-1][1]

    def english(self, sentence: re.Pattern[str] = SENTENCE) -> list[str]:
        """The English sentences among them."""
        texts = [NAMES.sub("·", " ".join(text.split())) for text in self.texts]
        return sorted({found.group() for text in texts for found in sentence.finditer(text)})
