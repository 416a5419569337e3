"""What pages did while they were open: everything they said, asked for and were answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request, Response

LOADED = (200, 304)


@dataclass
class Watch:
    """Listens to pages and collects complaints."""

    home: str
    complaints: list[str] = field(default_factory=list)
    _refusal: int | None = None

    def over(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error on the page: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)

    def expect_refusal(self, status: int) -> None:
        """The test asks for something that is refused with this status; the browser notes that by itself."""
        self._refusal = status

    def _said(self, message: ConsoleMessage) -> None:
        expected = self._refusal is not None and f" {self._refusal} " in message.text
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home + "/", "data:", "blob:")):
            self.complaints.append(f"request to another host: {request.url}")

    def _answered(self, response: Response) -> None:
        kind = response.request.resource_type
        if kind != "document" and response.status not in (*LOADED, self._refusal):
            self.complaints.append(f"{kind} {response.url} answers {response.status}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on to another page
            self.complaints.append(f"{request.url} failed: {request.failure}")
