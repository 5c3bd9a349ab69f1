from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser_tests.browsing import APP, ARGUMENTS, ROOT, Watched, chromium, required, watched
from tests.browser_tests.hostile import make_hostile_record
from tests.browser_tests.servers import serving

HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium and the built explorer")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests here. It must end with them: its event loop would stop other tests from running one."""
    program = chromium()
    lacking = [
        text
        for there, text in (
            (program, "there is no Chromium (Debian: apt-get install chromium)"),
            ((APP / "index.html").is_file(), "the explorer is not built (make app)"),
        )
        if not there
    ]
    if lacking and required():
        pytest.fail(f"BROWSER_TESTS is 'required', but {' and '.join(lacking)}")
    if lacking:
        pytest.skip(" and ".join(lacking))
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example record, made as the README makes it."""
    record = tmp_path_factory.mktemp("example") / "euphrates.sqlite"
    command = [sys.executable, "-m", "counterclaim", "demo", "--no-serve", "--record", str(record)]
    subprocess.run(command, check=True, capture_output=True)
    return record


@pytest.fixture(scope="package")
def base(browser: Browser, example: Path) -> Iterator[str]:
    """The address of a server over the example."""
    with serving(example) as address:
        yield address


@pytest.fixture(scope="package")
def hostile_base(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a record whose texts mean harm."""
    with serving(make_hostile_record(tmp_path_factory.mktemp("hostile") / "hostile.sqlite")) as address:
        yield address


@pytest.fixture
def desk(browser: Browser, base: str) -> Iterator[Watched]:
    """A page as wide as a desk's."""
    with watched(browser, base) as page:
        yield page


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where pictures of the screens go, to be looked at."""
    folder = ROOT / "build/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
