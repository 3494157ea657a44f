"""What an author waits for at the desk: from a save of a chapter to the new picture of its page.

Usage: python benches/desk.py [FOLDER OF A BOOKLET]    default: the sample

Needs `cargo build --release`. Of each save are timed: when the desk has noticed it, when the pages are
laid out, when the list of pages is there, when the page that changed is drawn and read, and when the
messages are there. A desk that is built for nothing else and a machine that does nothing else are
assumed; medians of 20 saves.
"""

import http.client
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[1]
SAVES = 20


class Desk:
    def __init__(self, program: pathlib.Path, folder: pathlib.Path):
        command = [program, "desk", "--no-open", folder]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()
        address = self.process.stdout.readline().split()[-1]
        self.at = urllib.parse.urlsplit(address)
        self.cookie, self.within = "", ""
        response = self.ask(self.at.path)
        self.within = re.search(r"url=(/\w+)/", response.read().decode())[1]
        self.cookie = response.getheader("Set-Cookie").split(";")[0]
        self.query = "booklet=" + urllib.parse.quote(str(folder), safe="")
        self.heard: list[tuple[float, str]] = []

    def ask(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self.at.hostname, self.at.port, timeout=60)
        connection.request("GET", self.within + path, headers={"Cookie": self.cookie})
        return connection.getresponse()

    def json(self, path: str) -> dict:
        return json.loads(self.ask(path).read())

    def pages(self) -> dict[int, str]:
        pages = self.json(f"/api/pages?{self.query}&edition=screen")["pages"]
        return {page["number"]: page["hash"] for page in pages}

    def listen(self) -> None:
        for line in self.ask(f"/api/events?{self.query}"):
            if line.startswith(b"event: "):
                name = line[7:].strip().decode()
                self.heard.append((time.perf_counter(), name))
            elif b'"set":"pocket"' in line:
                self.heard.append((time.perf_counter(), "pocket"))

    def wait(self, name: str) -> float:
        while True:
            for when, what in list(self.heard):
                if what == name:
                    return when
            time.sleep(0.0005)


def main() -> None:
    source = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "booklet"
    stages = ("noticed", "laid out", "listed", "drawn", "messages")
    taken: dict[str, list[float]] = {stage: [] for stage in stages}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "booklet"
        shutil.copytree(source, folder)
        chapters = sorted((folder / "chapters").glob("*.toml"))
        chapter = chapters[len(chapters) // 2]
        text = chapter.read_text()
        desk = Desk(ROOT / "target/release/chapbook", folder)
        desk.json(f"/api/messages?{desk.query}")
        threading.Thread(target=desk.listen, daemon=True).start()
        time.sleep(1)
        before = desk.pages()
        for save in range(SAVES):
            desk.heard.clear()
            changed = re.sub(r"\b([a-z]{5,})\. ", rf"\1 {'x' * (save % 2 + 1)}. ", text, count=1)
            start = time.perf_counter()
            chapter.write_text(changed)
            taken["noticed"].append(desk.wait("reading") - start)
            taken["laid out"].append(desk.wait("pocket") - start)
            after = desk.pages()
            taken["listed"].append(time.perf_counter() - start)
            new = [page for number, page in after.items() if before.get(number) != page]
            drawing = desk.ask(f"/api/page/{new[0]}.svg?{desk.query}&edition=screen").read()
            assert drawing.startswith(b"<svg ")
            taken["drawn"].append(time.perf_counter() - start)
            taken["messages"].append(desk.wait("messages") - start)
            before = after
            time.sleep(0.3)
        desk.process.terminate()
        desk.process.wait()
    print(f"{len(before)} pages; milliseconds after the save:")
    for stage, times in taken.items():
        print(f"  {stage:9} {statistics.median(times) * 1000:6.1f}   worst {max(times) * 1000:6.1f}")


if __name__ == "__main__":
    main()
