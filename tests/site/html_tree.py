"""A page as a small tree, from the HTML parser of the standard library.

Enough to ask a built page what a reader sees where; no browser needed.
"""

from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "circle",
        "rect",
    ]
)
UNSEEN = frozenset({"script", "style", "template"})


class Element:
    """A tag with its attributes and, in order, the elements and texts within it."""

    def __init__(self, tag: str, attrs: dict[str, str], parent: "Element | None"):
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.children: list[Element | str] = []

    def walk(self) -> Iterator["Element"]:
        """This element and every element within it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def find(self, *tags: str, **attrs: str) -> list["Element"]:
        """Elements within this one with one of these tags, and these attributes; class as class_.

        A class may be one of several.
        """
        wanted_class = attrs.pop("class_", "")
        return [
            element
            for element in self.walk()
            if (not tags or element.tag in tags)
            and (not wanted_class or wanted_class in element.classes)
            and all(element.attrs.get(name) == value for name, value in attrs.items())
        ]

    @property
    def classes(self) -> list[str]:
        """The classes of this element."""
        return self.attrs.get("class", "").split()

    @property
    def raw_text(self) -> str:
        """All text within, as it stands; nothing of scripts and styles."""
        if self.tag in UNSEEN:
            return ""
        if self.tag == "br":
            return "\n"
        return "".join(
            child if isinstance(child, str) else child.raw_text for child in self.children
        )

    @property
    def text(self) -> str:
        """All text within, every run of white space as one space."""
        return " ".join(self.raw_text.split())

    def ancestor(self, tag: str) -> "Element":
        """The nearest element with this tag around this one."""
        element = self.parent
        while element is not None and element.tag != tag:
            element = element.parent
        assert element is not None, f"no <{tag}> around <{self.tag}>"
        return element


class Html(HTMLParser):
    """A whole page; `root` is its tree."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self._here = self.root
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self._here)
        self._here.children.append(element)
        if tag not in VOID:
            self._here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._here.children.append(
            Element(tag, {name: value or "" for name, value in attrs}, self._here)
        )

    def handle_endtag(self, tag: str) -> None:
        # A stray end tag closes nothing; a missing one is closed by what surrounds it.
        element: Element | None = self._here
        while element is not None and element.tag != tag:
            element = element.parent
        if element is not None and element.parent is not None:
            self._here = element.parent

    def handle_data(self, data: str) -> None:
        self._here.children.append(data)

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page, also those that stand there twice."""
        return [element.attrs["id"] for element in self.root.walk() if "id" in element.attrs]

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """Elements by their id."""
        return {
            element.attrs["id"]: element for element in self.root.walk() if "id" in element.attrs
        }

    @property
    def article(self) -> Element:
        """What is on this page alone, without header, navigation and footer."""
        return self.root.find("article")[0]

    @property
    def title(self) -> str:
        """The title in the tab of the browser."""
        return self.root.find("title")[0].text


class Site:
    """A built site on disk; pages are parsed once, by their address below the root."""

    def __init__(self, folder: Path, url: str):
        self.folder = folder
        self.url = url
        self._pages: dict[str, Html] = {}

    @cached_property
    def addresses(self) -> list[str]:
        """The address of every page: `` for home, `data/`, and `404.html` as it is."""
        return sorted(
            path.relative_to(self.folder).as_posix().removesuffix("index.html")
            for path in self.folder.rglob("*.html")
        )

    def page(self, address: str) -> Html:
        """The page at this address."""
        if address not in self._pages:
            path = self.folder / address
            path = path / "index.html" if address in {"", "."} or path.is_dir() else path
            self._pages[address] = Html(path.read_text(encoding="utf-8"))
        return self._pages[address]

    def pages(self) -> Iterator[tuple[str, Html]]:
        """Every page with its address."""
        return ((address, self.page(address)) for address in self.addresses)

    def at(self, place: str) -> Element:
        """The element that an address with a fragment points to."""
        address, _, fragment = place.removeprefix(self.url).partition("#")
        found = self.page(address).by_id.get(fragment)
        assert found is not None, f"{address} has nothing with the id {fragment}"
        return found

    def read(self, path: str) -> bytes:
        """A file of the site."""
        return (self.folder / path).read_bytes()
