# SPDX-License-Identifier: Apache-2.0
"""What is measured of Glance: staging a file, importing what was staged, copying to more stores."""
import http.client
import json
import os
import time

from glance_server import STORES, GlanceError

# Only against a hang: a server that is held (SIGSTOP) for some minutes goes on afterwards.
WORK_SECONDS = 3600
# Seldom, since the one process that answers is the one that copies.
POLL_SECONDS = 0.25
IDENTITY = {"X-Identity-Status": "Confirmed", "X-User-Id": "benchmark", "X-Project-Id": "benchmark",
            "X-Roles": "admin"}
NAMES = ("stage", "import", "import-one", "copy")


def turn(server, file):
    """One turn, in seconds: an import to all stores; then an import to the first one and a copy to the rest."""
    found = {}
    with Image(server) as image:
        found["stage"] = image.stage(file)
        found["import"] = image.bring("glance-direct", STORES, STORES)
    with Image(server) as image:
        image.stage(file)
        found["import-one"] = image.bring("glance-direct", STORES[:1], STORES[:1])
        found["copy"] = image.bring("copy-image", STORES[1:], STORES)
    return found


def warm_up(server):
    """A small turn that is not counted, for what a server does only once."""
    file = server.path("small")
    with open(file, "wb") as out:
        out.write(os.urandom(1 << 20))
    turn(server, file)


class Image:
    """A new image record, deleted with all its copies at the end of the `with`."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        body = {"name": "benchmark", "disk_format": "raw", "container_format": "bare"}
        self.id = self._call("POST", "/v2/images", body)["id"]
        return self

    def __exit__(self, kind, *reason):
        # After a failure the server is stopped and its folder removed, and its answer would hide the reason.
        if kind is None:
            self._call("DELETE", f"/v2/images/{self.id}")

    def stage(self, file):
        """Sends the file to the staging folder; the seconds."""
        began = time.monotonic()
        with open(file, "rb") as source:
            headers = {"Content-Type": "application/octet-stream",
                       "Content-Length": str(os.path.getsize(file))}
            self._send("PUT", f"/v2/images/{self.id}/stage", source, headers)
        return time.monotonic() - began

    def bring(self, method, stores, expected):
        """Brings the image to stores, until it is shown in all that are expected; the seconds."""
        began = time.monotonic()
        body = {"method": {"name": method}, "stores": list(stores), "all_stores_must_succeed": True}
        self._call("POST", f"/v2/images/{self.id}/import", body)
        self._await(lambda shown: shown["status"] == "active"
                    and set(shown.get("stores", "").split(",")) == set(expected)
                    and not shown.get("os_glance_importing_to_stores"))
        seconds = time.monotonic() - began
        # Not counted: its own tidying up, without which the next call is refused.
        self._await(lambda shown: "os_glance_import_task" not in shown)
        for store in expected:
            size = os.path.getsize(self.server.path(store, self.id))
            if size != self._shown()["size"]:
                raise GlanceError(f"store {store} has {size} bytes of image {self.id}")
        return seconds

    def _await(self, condition):
        deadline = time.monotonic() + WORK_SECONDS
        shown = self._shown()
        while not condition(shown):
            if shown.get("os_glance_failed_import") or time.monotonic() > deadline:
                raise GlanceError(f"image {self.id} is not where it was asked for: {shown}")
            time.sleep(POLL_SECONDS)
            shown = self._shown()

    def _shown(self):
        return self._call("GET", f"/v2/images/{self.id}")

    def _call(self, method, path, body=None):
        answer = self._send(method, path, None if body is None else json.dumps(body),
                            {"Content-Type": "application/json"})
        return json.loads(answer) if answer else {}

    def _send(self, method, path, body, headers):
        self.server.require_alive()
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, blocksize=1 << 20)
        try:
            connection.request(method, path, body, {**IDENTITY, **headers})
            response = connection.getresponse()
            answer = response.read()
        except OSError as e:
            raise GlanceError(f"{method} {path}: {e}") from e
        finally:
            connection.close()
        if response.status >= 300:
            raise GlanceError(f"{method} {path}: {response.status} {answer[:200]!r}")
        return answer
