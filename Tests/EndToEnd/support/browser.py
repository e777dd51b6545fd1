"""A real browser in front of the console: Debian's Chromium, driven by Playwright."""

import os
import re
import shutil
from pathlib import Path

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, async_playwright

from support.server import Server

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
# Where pictures of pages go, to be looked at; nowhere unless told.
PICTURES = Path(os.environ["STATIONMASTER_PICTURES"]) if "STATIONMASTER_PICTURES" in os.environ else None


def executable() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "no chromium; scripts/install-system-packages test installs it"
    return found


class Window:
    """One window of the browser, with cookies of its own, which notes everything that goes wrong in it."""

    def __init__(self, page: Page, server: Server):
        self.page = page
        self.server = server
        self.complaints: list[str] = []
        self.transferred = 0
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        page.on("response", lambda response: self._answered(response.url, response.status))

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"console {kind}: {text}")

    def _failed(self, url: str, reason: str | None) -> None:
        # Leaving a page ends what it listens to and what it was fetching.
        if not url.endswith("/live") and "ERR_ABORTED" not in (reason or ""):
            self.complaints.append(f"failed: {url} {reason}")

    def _answered(self, url: str, status: int) -> None:
        if status >= 400:
            self.complaints.append(f"{status}: {url}")

    async def open(self, path: str) -> None:
        await self.page.goto(self.server.api_url.rstrip("/") + path, wait_until="load")

    async def sign_in(self, user: str, password: str) -> None:
        await self.open("/sign-in")
        await self.page.fill("input[name=user]", user)
        await self.page.fill("input[name=password]", password)
        await self.page.click("main button")
        await self.page.wait_for_selector("nav.side, .menu", state="attached")

    async def prefer(self, language: str, theme: str) -> None:
        """The cookies of the switches."""
        cookies = {"stationmaster_language": language, "stationmaster_theme": theme}
        await self.page.context.add_cookies(
            [{"name": name, "value": value, "url": self.server.api_url} for name, value in cookies.items()]
        )

    async def serious_findings(self) -> list[str]:
        """What axe-core finds, but for what is minor."""
        results = await Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
        return [
            f"{found['id']} ({found['impact']}): " + "; ".join(node["html"][:160] for node in found["nodes"][:4])
            for found in results.response["violations"]
            if found["impact"] in ("serious", "critical", "moderate")
        ]

    async def overflows(self) -> bool:
        """Whether one would have to scroll sideways."""
        return await self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")

    async def photograph(self, folder: Path | None, name: str) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            await self.page.screenshot(path=folder / f"{re.sub('[^a-zA-Z0-9]+', '-', name).strip('-')}.png", full_page=True)


class Windows:
    """The browser, and the windows that tests open in it."""

    def __init__(self, server: Server):
        self.server = server
        self._playwright = None
        self._browser: Chromium | None = None

    async def __aenter__(self) -> "Windows":
        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(
            executable_path=executable(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        return self

    async def __aexit__(self, *_) -> None:
        await self._browser.close()
        await self._playwright.stop()

    async def window(self, viewport: dict[str, int] = WIDE, **context) -> Window:
        opened = await self._browser.new_context(viewport=viewport, **context)
        return Window(await opened.new_page(), self.server)
