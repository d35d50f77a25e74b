"""A reader of a built site who searches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect


@dataclass
class Reader:
    """A page that is open, and what it complained of and asked for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def visit(self, path: str) -> Reader:
        self.page.goto(self.address + path, wait_until="load")
        return self

    def open(self) -> Reader:
        """Open the dialog."""
        self.page.locator(".search-open").click()
        expect(self.field).to_be_focused()
        return self

    def type(self, text: str) -> Reader:
        self.field.fill(text)
        return self

    @property
    def field(self) -> Locator:
        return self.page.locator(".search-input")

    @property
    def status(self) -> Locator:
        return self.page.locator(".search-status")

    def marked(self) -> list[str]:
        """The stretches that are marked on the page, in order."""
        found = self.page.evaluate("[...CSS.highlights.get('search-found') ?? []].map(String)")
        return list(found)

    def current(self) -> str:
        """The paragraph of the occurrence that the reader is at, once that is in view."""
        self.page.wait_for_function("""() => {
          const [range] = CSS.highlights.get('search-current');
          const box = range.getBoundingClientRect();
          return box.top >= 0 && box.bottom <= innerHeight;
        }""")
        text: str = self.page.evaluate(
            "[...CSS.highlights.get('search-current')][0].startContainer.parentElement.textContent"
        )
        return text


Meet = Callable[..., Reader]
